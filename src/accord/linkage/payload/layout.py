"""Where each token of a payload stands. All integers little-endian, offsets in bytes.

A payload has a fixed size for everyone without or with one alias, and another for two to four, so that its
length says no more than that. Exact tokens have 32 bits, and 0 means missing; tokens that say how two values *nearly*
agree have 16, and are compared place by place: two values one substitution apart share the wildcard at the place of
that character, so a block costs one comparison and 16 bits meet by chance once in some thousand pairs. Unused places
hold filler that matches nothing.

======================  ======================================================================================
block                   content
======================  ======================================================================================
head (8)                version, names present, kind of date, width of the year range in years, 4 unused
run (104)               exact (4), sound (2, 0 = a bare initial), first three (2), bigram filter (24), initial
                        (2); 12 delete-1, then 23 wildcards and transpositions (2 each)
name (120)              a run and 4 parts (4 each)
alias run (52)          a run without its near tokens, 2 unused, 4 parts; two of them make an alias
date (96)               exact, year (4 each); year-month, year-day, month-day, day/month sorted (2 each); 8
                        wildcards, or the 8 years around a range; 28 double wildcards, or up to 28 years of a
                        range; months and years beside
postcode (108)          exact (4), first three (2); 15 wildcards and transpositions; 8 delete-1; 28 double
                        wildcards
number (24)             exact (4); 5 delete-1 and 5 wildcards
loose (32)              exact (4), first three (2), 2 unused, bigram filter (street, place of birth, occupation,
                        local part of the e-mail address)
sex (4)                 exact
identifiers (6 x 8)     kind (1 byte) and 7 bytes of token
======================  ======================================================================================
"""

from __future__ import annotations

VERSION = 2
HEAD = 8

FILTER_BITS = 192
FILTER = FILTER_BITS // 8
NEAR_LETTERS = 12
NAME_DELETIONS = NEAR_LETTERS
NAME_WILDCARDS = 2 * NEAR_LETTERS - 1
NAME_PARTS = 4

SOUND = 4
START = 6
RUN_FILTER = 8
INITIAL = RUN_FILTER + FILTER
NEAR = INITIAL + 2
RUN = NEAR + 2 * (NAME_DELETIONS + NAME_WILDCARDS)
PARTS = RUN
NAME = RUN + 4 * NAME_PARTS
ALIAS_PARTS = NEAR + 2
ALIAS_RUN = ALIAS_PARTS + 4 * NAME_PARTS
ALIAS = 2 * ALIAS_RUN
"""``SOUND`` to ``PARTS``: places within a run, from its start."""

DATE_DIGITS = 8
YEARS_AROUND = DATE_DIGITS
YEARS_BESIDE = 2
DATE_PAIRS = 28
DIGITS = 16
PAIRS = DIGITS + 2 * DATE_DIGITS
BESIDE = PAIRS + 2 * DATE_PAIRS
DATE = BESIDE + 2 * 4
"""``DIGITS`` to ``BESIDE``: places within a date. ``YEARS_BESIDE``: of the years around a range, those next to it."""

POSTCODE_LETTERS = 8
POSTCODE_WILDCARDS = 2 * POSTCODE_LETTERS - 1
POSTCODE_PAIRS = 28
CODE_WILDCARDS = 6
CODE_DELETIONS = CODE_WILDCARDS + 2 * POSTCODE_WILDCARDS
CODE_PAIRS = CODE_DELETIONS + 2 * POSTCODE_LETTERS
POSTCODE = CODE_PAIRS + 2 * POSTCODE_PAIRS
"""``CODE_*``: places within a postcode."""

NUMBER_DIGITS = 5
NUMBER = 4 + 2 * 2 * NUMBER_DIGITS

LOOSE_START = 4
LOOSE_FILTER = 8
LOOSE = LOOSE_FILTER + FILTER

IDENTIFIERS = 6
IDENTIFIER = 8

GIVEN_AT = HEAD
FAMILY_AT = GIVEN_AT + NAME
DATE_AT = FAMILY_AT + NAME
CITY_AT = DATE_AT + DATE
POSTCODE_AT = CITY_AT + RUN
NUMBER_AT = POSTCODE_AT + POSTCODE
STREET_AT = NUMBER_AT + NUMBER
BIRTH_PLACE_AT = STREET_AT + LOOSE
OCCUPATION_AT = BIRTH_PLACE_AT + LOOSE
EMAIL_AT = OCCUPATION_AT + LOOSE
SEX_AT = EMAIL_AT + LOOSE
IDENTIFIERS_AT = SEX_AT + 4
ALIASES_AT = IDENTIFIERS_AT + IDENTIFIERS * IDENTIFIER

SIZES = {1: ALIASES_AT + ALIAS, 4: ALIASES_AT + 4 * ALIAS}
"""Aliases held → size of the payload in bytes."""

NO_DATE, FULL_DATE, YEAR_RANGE = 0, 1, 2
