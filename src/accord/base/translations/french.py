"""French typography as Canada sets it (Office québécois de la langue française, Banque de dépannage)."""

import re

NBSP = "\N{NO-BREAK SPACE}"
TAG = re.compile(r"(<[^<>]*>)")

RULES = (
    (re.compile(r"(?<=\w)'(?=[\w%{«]|$)"), "’"),
    (re.compile(r'"([^"]*)"'), rf"«{NBSP}\1{NBSP}»"),
    (re.compile(r"«\s*"), f"«{NBSP}"),
    (re.compile(r"\s*»"), f"{NBSP}»"),
    (re.compile(r"\.\.\."), "…"),
    # A colon that ends a phrase; not 10:30, not https://
    (re.compile(r"(?<=[\w»)\]}])\s?:(?=\s|$)"), f"{NBSP}:"),
    (re.compile(r"(?<=\S)[  \N{NARROW NO-BREAK SPACE}]+(?=[;!?](?:\s|$))"), ""),
    (re.compile(r"(?<=[\ds}]) (?=%%|%(?!\())"), NBSP),
    (re.compile(r"(?<=\d) (?=\$|h\b|km\b)"), NBSP),
)


def set_properly(text: str) -> str:
    """`text` with apostrophes, quotation marks and non-breaking spaces as French wants them.

    HTML tags are left alone. What is right already comes back unchanged.
    """
    parts = TAG.split(text)
    return "".join(part if TAG.fullmatch(part) else _set(part) for part in parts)


def _set(text: str) -> str:
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return text
