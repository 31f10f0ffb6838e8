"""Components, groups, paths, places and cities of a picture."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.linkage.network import (
    Evidence,
    Link,
    Network,
    Node,
    communities,
    components,
    connecting,
    positions,
    shortest_path,
)


def said(day, reference="R-1"):
    return Evidence(date(2026, 1, day), reference)


def network(*pairs, nodes="", weak=(), kinds=None):
    names = sorted({*nodes, *"".join(pairs), *"".join(weak)})
    kinds = kinds or {}
    links = [Link(left, right, "uses", (said(1),)) for left, right in pairs]
    links += [Link(left, right, "seen in", (said(1),), weak=True) for left, right in weak]
    return Network.of([Node(name, kinds.get(name, "person"), name) for name in names], links)


ends = st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij"))
graphs = st.lists(ends, max_size=25).map(lambda pairs: network(*map("".join, pairs), nodes="abcdefghij"))


def reached(net, start):
    seen, waiting = {start}, [start]
    while waiting:
        for other in set(net.neighbours(waiting.pop())) - seen:
            seen.add(other)
            waiting.append(other)
    return seen


@settings(deadline=None)
@given(graphs)
def test_components_are_what_can_be_reached(net):
    numbers = components(net)
    for node in net.nodes:
        assert {other for other in net.nodes if numbers[other] == numbers[node]} == reached(net, node)


@settings(deadline=None)
@given(graphs)
def test_groups_never_cross_components_and_never_change_between_visits(net):
    groups, numbers = communities(net), components(net)
    assert groups == communities(net)
    for group in set(groups.values()):
        assert len({numbers[node] for node in net.nodes if groups[node] == group}) == 1


@settings(deadline=None)
@given(graphs, ends)
def test_shortest_path_is_as_long_as_a_plain_search_says_and_holds_together(net, pair):
    start, end = pair
    path = shortest_path(net, start, end)
    far, ring, steps = {start}, {start}, 0
    while end not in far and ring:
        ring = {other for node in ring for other in net.neighbours(node)} - far
        far, steps = far | ring, steps + 1
    if end not in far:
        assert path is None
        return
    assert path is not None and len(path) == steps
    here = start
    for step in path:
        assert step.left == here and {step.link.left, step.link.right} == {step.left, step.right}
        here = step.right
    assert here == end


@settings(deadline=None)
@given(graphs)
def test_layout_is_the_same_every_time_and_puts_nothing_on_top_of_another(net):
    placed = positions(net)
    assert placed == positions(Network(dict(reversed(net.nodes.items())), net.links))
    assert set(placed) == set(net.nodes) and len(set(placed.values())) == len(placed)


def test_held_places_stay_and_new_nodes_come_close():
    net = network("ab", "bc", "cd")
    held = {"a": (0.0, 0.0), "b": (100.0, 0.0), "c": (200.0, 50.0)}
    placed = positions(net, held=held)
    assert {name: tuple(placed[name]) for name in held} == held
    x, y = placed["d"]
    assert abs(x - 200) + abs(y - 50) < 400


def test_two_cliques_on_a_thread_are_two_groups():
    left, right = ("ab", "ac", "ad", "bc", "bd", "cd"), ("ef", "eg", "eh", "fg", "fh", "gh")
    groups = communities(network(*left, *right, "de"))
    assert len({groups[node] for node in "abcd"}) == len({groups[node] for node in "efgh"}) == 1
    assert groups["a"] != groups["e"]


def test_a_common_city_joins_nobody_and_is_the_last_way_to_go():
    net = network("ax", "xy", "yz", "zb", weak=("aT", "bT"))
    path = shortest_path(net, "a", "b")
    assert path is not None and [step.right for step in path] == ["x", "y", "z", "b"]
    apart = network(nodes="ab", weak=("aT", "bT"))
    assert len(set(components(apart).values())) == 3
    assert [step.right for step in shortest_path(apart, "a", "b") or []] == ["T", "b"]


def test_path_says_the_link_with_most_evidence():
    nodes = [Node("a", "person"), Node("b", "person")]
    thin, thick = Link("a", "b", "one", (said(1),)), Link("b", "a", "two", (said(2), said(3, "R-2")))
    (step,) = shortest_path(Network.of(nodes, [thin, thick]), "a", "b") or []
    assert step.link is thick


def test_who_connects_two_cities_since_both_were_known():
    kinds = {"T": "city", "M": "city", "r": "report"}
    nodes = [Node(name, kinds.get(name, "person"), name) for name in "abrTM"]
    links = [
        Link("a", "T", "seen in", (said(3), said(9, "R-9"))), Link("a", "M", "seen in", (said(5, "R-5"),)),
        Link("b", "T", "seen in", (said(1),)), Link("r", "T", "in"), Link("r", "M", "in"),
    ]  # fmt: skip
    net = Network.of(nodes, links)
    (found,) = connecting(net, "T", "M", kinds={"person"})
    assert (found.node, found.since) == ("a", date(2026, 1, 5))
    assert [each.reference for each in found.evidence] == ["R-1", "R-5", "R-9"]
    assert connecting(net, "T", "T", kinds={"person"}) == connecting(net, "T", "Z", kinds={"person"}) == []


def test_most_connected_come_first_and_those_to_keep_before_them():
    net = network("ab", "ac", "ad", nodes="z")
    assert set(net.most_connected(2).nodes) == {"a", "b"}
    kept = net.most_connected(2, keep={"z"})
    assert set(kept.nodes) == {"a", "z"} and kept.links == ()


def test_many_weak_links_weigh_less_than_few_strong_ones():
    net = network("ab", "cb", weak=("xT", "xM", "xL"))
    assert set(net.most_connected(1).nodes) == {"b"} and net.degree("x") > net.degree("b")


def test_a_link_to_nowhere_is_refused():
    with pytest.raises(KeyError):
        Network.of([Node("a", "person")], [Link("a", "b", "uses")])
