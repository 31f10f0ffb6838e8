"""Every address of the platform, from the URLconf itself: what is not asked for here does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True)
class Route:
    """One address: its full name, the names of its arguments, and its view."""

    name: str
    arguments: frozenset[str]
    view: Any

    def address(self, arguments: dict[str, Any]) -> str:
        """With these arguments; those that the route does not take are left out."""
        return reverse(self.name, kwargs={name: arguments[name] for name in self.arguments})

    @property
    def is_public(self) -> bool:
        return not getattr(self.view, "login_required", True)


def routes(urlconf: Any = None) -> list[Route]:
    """All of them, in the order of the URLconf. An address without a name is an error: nobody could look it up."""
    return list(_within(get_resolver(urlconf).url_patterns, ()))


def _within(patterns: Any, spaces: tuple[str, ...]) -> Iterator[Route]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            deeper = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _within(pattern.url_patterns, deeper)
        elif isinstance(pattern, URLPattern):
            if not pattern.name:
                raise LookupError(f"an address without a name: {pattern.pattern}")
            arguments = frozenset(pattern.pattern.regex.groupindex) | frozenset(
                getattr(pattern.pattern, "converters", {})
            )
            yield Route(":".join((*spaces, pattern.name)), arguments, pattern.callback)
