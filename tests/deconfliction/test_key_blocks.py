"""Packed blocks of keys: what goes in comes out, in every size of bucket, and common keys leave a mark alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.deconfliction.matching import blocks

KEYS = st.integers(-(1 << 31), (1 << 31) - 1)
ENTRIES = st.lists(st.tuples(KEYS | st.sampled_from([0, 1, -1]), st.integers(1, (1 << 31) - 1)), max_size=60)


def arrays(entries):
    of = blocks.ordinals([key for key, _no in entries])
    return of, np.array([no for _key, no in entries], dtype=np.int64)


@given(ENTRIES, st.integers(blocks.LEAST_BITS, blocks.MOST_BITS))
def test_entries_come_back_from_blocks_of_any_size(entries, bits):
    of, numbers = blocks.within_cap(*arrays(entries), 200)
    made = blocks.packed(of, numbers, bits)
    assert [bucket for bucket, _packed in made] == np.unique(blocks.buckets(of, bits)).tolist()
    back_of, back = blocks.unpack(made)
    assert list(zip(back_of.tolist(), back.tolist(), strict=True)) == sorted(
        {(key + (1 << 31), no) for key, no in entries}
    )


@given(ENTRIES)
def test_half_grown_index_has_no_bucket_of_two_sizes_under_one_number(entries):
    of, numbers = blocks.within_cap(*arrays(entries), 200)
    bits = 20 + (of < 1 << 31).astype(np.int64)
    made = blocks.packed(of, numbers, bits)
    assert len(dict(made)) == len(made)
    assert blocks.unpack(made)[0].tolist() == of.tolist()


def test_bucket_says_what_the_entry_leaves_out():
    of = blocks.ordinals([-(1 << 31), 0, (1 << 31) - 1])
    assert blocks.buckets(of, 16).tolist() == [1 << 16, (1 << 16) + (1 << 15), (1 << 17) - 1]


@pytest.mark.parametrize(("count", "kept"), [(3, [1, 2, 3]), (4, [blocks.COMMON])])
def test_key_of_too_many_is_left_with_its_mark(count, kept):
    of, numbers = arrays([(7, no + 1) for no in range(count)] + [(9, 5)])
    of, numbers = blocks.within_cap(of, numbers, 3)
    assert numbers[of == blocks.ordinals([7])[0]].tolist() == kept
    assert numbers[of == blocks.ordinals([9])[0]].tolist() == [5]


def test_marked_key_takes_nobody_in_again():
    of, numbers = blocks.within_cap(*arrays([(7, blocks.COMMON), (7, 12)]), 3)
    assert numbers.tolist() == [blocks.COMMON] and len(of) == 1


@given(ENTRIES, st.lists(KEYS | st.sampled_from([0, 1, -1, 1 << 16, -1 << 16]), max_size=12))
def test_some_keys_entries_are_those_among_all(entries, keys):
    of, numbers = blocks.within_cap(*arrays(entries), 200)
    asked = blocks.ordinals([*keys, *(key for key, _no in entries[::3])])
    made = blocks.packed(of, numbers, blocks.LEAST_BITS)
    some_of, some = blocks.unpack(made, only=asked)
    wanted = np.isin(of, asked)
    assert some_of.tolist() == of[wanted].tolist() and some.tolist() == numbers[wanted].tolist()
