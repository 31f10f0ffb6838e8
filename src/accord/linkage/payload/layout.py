"""Where each token of a payload stands. All integers little-endian, offsets in bytes.

A payload has a fixed size for everyone without or with one alias, and another for two to four, so that its
length says no more than that. Token 0 means missing; unused places hold filler that matches nothing.

======================  ======================================================================================
block                   content
======================  ======================================================================================
head (8)                version, names present, kind of date, width of the year range in years, 4 unused
name (236)              exact, sound, first three, initial (4 each; sound 0 = a bare initial); bigram filter
                        (64); 12 delete-1 and 23 wildcards and transpositions (140); 4 parts (16)
place (220)             the same without parts (city)
loose (72)              exact, first three, bigram filter (street, place of birth)
alias (96)              exact, sound, first three, initial, filter, 4 parts: one alias run
date (184)              exact, year, year-month, year-day, month-day, day/month sorted; 8 wildcards; 28 double
                        wildcards, or up to 28 years of a range; months and years before and after
postcode (212)          exact, first three; 8 delete-1 and 15 wildcards and transpositions; 28 double wildcards
number (44)             exact; 5 delete-1 and 5 wildcards
sex, occupation (4)     exact
identifiers (6 x 8)     kind (1 byte) and 7 bytes of token
======================  ======================================================================================
"""

from __future__ import annotations

VERSION = 1
HEAD = 8

FILTER = 64
NEAR_LETTERS = 12
NAME_DELETIONS = NEAR_LETTERS
NAME_WILDCARDS = 2 * NEAR_LETTERS - 1
NAME_PARTS = 4
NAME_TOKENS = 4 * 4
NAME = NAME_TOKENS + FILTER + 4 * (NAME_DELETIONS + NAME_WILDCARDS) + 4 * NAME_PARTS
PLACE = NAME - 4 * NAME_PARTS
LOOSE = 8 + FILTER
ALIAS_RUN = NAME_TOKENS + FILTER + 4 * NAME_PARTS
ALIAS = 2 * ALIAS_RUN

DATE_DIGITS = 8
DATE_PAIRS = 28
DATE = 6 * 4 + 4 * (DATE_DIGITS + DATE_PAIRS + 4)

POSTCODE_LETTERS = 8
POSTCODE_WILDCARDS = 2 * POSTCODE_LETTERS - 1
POSTCODE_PAIRS = 28
POSTCODE = 8 + 4 * (POSTCODE_LETTERS + POSTCODE_WILDCARDS + POSTCODE_PAIRS)

NUMBER_DIGITS = 5
NUMBER = 4 + 4 * 2 * NUMBER_DIGITS

IDENTIFIERS = 6
IDENTIFIER = 8

GIVEN_AT = HEAD
FAMILY_AT = GIVEN_AT + NAME
DATE_AT = FAMILY_AT + NAME
CITY_AT = DATE_AT + DATE
POSTCODE_AT = CITY_AT + PLACE
NUMBER_AT = POSTCODE_AT + POSTCODE
STREET_AT = NUMBER_AT + NUMBER
BIRTH_PLACE_AT = STREET_AT + LOOSE
SEX_AT = BIRTH_PLACE_AT + LOOSE
OCCUPATION_AT = SEX_AT + 4
IDENTIFIERS_AT = OCCUPATION_AT + 4
ALIASES_AT = IDENTIFIERS_AT + IDENTIFIERS * IDENTIFIER

SIZES = {1: ALIASES_AT + ALIAS, 4: ALIASES_AT + 4 * ALIAS}
"""Aliases held → size of the payload in bytes."""

NO_DATE, FULL_DATE, YEAR_RANGE = 0, 1, 2
