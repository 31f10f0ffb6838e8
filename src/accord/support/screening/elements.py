"""The elements of the two legal tests, which an instrument's items may speak for. Words: words.toml."""

from __future__ import annotations

# Palermo Protocol, art. 3 (a) and (c).
PALERMO = ("palermo.act", "palermo.means", "palermo.purpose")
# Criminal Code, ss. 279.01, 279.011 and 279.04: an act, for the purpose of exploitation, which is a labour or service
# got by conduct that could reasonably be expected to make the person believe that somebody's safety was threatened.
CODE = ("code.act", "code.service", "code.conduct")
ELEMENTS = (*PALERMO, *CODE)
