# Everything a newcomer needs: `make demo` runs the platform, `make check test` checks what CI checks.
# Nothing here asks questions, and nothing is installed outside this directory, except that
# `make test` installs Chromium when it may (root with apt-get).

PORT    ?= 8000
WORKERS ?= 2
ARGS    ?=
SIZE    ?= full
DATA    ?= ../shared/data/linkage

BIN     := .venv/bin
ACCORD  := $(BIN)/accord
PO      := $(wildcard src/accord/locale/*/LC_MESSAGES/django.po)
MO      := $(PO:.po=.mo)
ASSETS  := $(shell find src/accord/web/assets -type f 2>/dev/null)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.DEFAULT_GOAL := help
.PHONY: help setup assets demo test check bench clean chromium spark
.DELETE_ON_ERROR:

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(firstword $(MAKEFILE_LIST))

setup: .venv/installed build/static/.built $(MO) ## install everything into this directory; run nothing

demo: setup ## run the platform with an invented story (PORT=8000, ARGS="--reports 500")
	@exec $(ACCORD) demo --port $(PORT) $(ARGS)

test: setup spark chromium ## run every test (ARGS="-k hits" for some)
	$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

check: setup ## style, types, layers, migrations, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(ACCORD) check migrations
	$(ACCORD) translations check

bench: setup ## run every bench and write docs/performance.md: hours (SIZE=small: minutes; DATA=folder of labelled files)
	-$(BIN)/python -m pytest -m timing tests/row_security
	$(ACCORD) bench all --size $(SIZE) --data $(DATA) $(ARGS)
	$(ACCORD) bench report

assets: .venv/installed node_modules/.installed ## build styles, scripts and type anew
	$(ACCORD) assets
	@touch build/static/.built

clean: ## remove what was built and installed; data in .accord stays
	rm -rf build node_modules .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	rm -f $(MO)
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# How each is made, once, and again only when its sources change

.venv/bin/python:
	@python=$$(scripts/find-python) && "$$python" -m venv .venv || { rm -rf .venv; exit 1; }

.venv/installed: requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Spark is large, and only its own test needs it: without Java there is nothing to install, and that test says so.
spark: setup
	@if command -v java >/dev/null; then $(MAKE) --no-print-directory .venv/spark-installed; \
	else echo "no Java: relinking on Spark is not tested"; fi

.venv/spark-installed: requirements-spark.txt | .venv/installed
	$(BIN)/python -m pip install --quiet --no-build-isolation --require-hashes -r requirements-spark.txt
	@touch $@

node_modules/.installed: package.json package-lock.json .npmrc | .venv/installed
	$(ACCORD) npm ci --no-progress
	@touch $@

build/static/.built: node_modules/.installed src/accord/cli/assets.py $(ASSETS)
	$(ACCORD) assets
	@touch $@

%.mo: %.po | .venv/installed
	$(ACCORD) translations compile

chromium:
	@scripts/find-chromium
