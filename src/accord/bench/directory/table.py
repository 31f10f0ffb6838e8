"""The figures as a table of Markdown."""

from __future__ import annotations

from typing import Any

WAYS = {
    "ours": "**ours**",
    "ilike": "every word anywhere (`ILIKE`)",
    "full_text": "PostgreSQL’s full text, every word",
    "full_text_any": "PostgreSQL’s full text, any word",
}


def as_table(result: dict[str, Any]) -> str:
    """The result for docs/performance.md: shares of questions with an answer among the first five."""
    lists = ", ".join(f"{name} {many}" for name, many in result["lists"].items())
    lines = [
        f"Services of the public lists: {lists}. {result['questions']} questions that we judged,"
        f" {result['questions_of_others']:,} that the makers of the Kingston list wrote for its services"
        " (one answer each)."
        f" Timed on {result['services']:,} services.",
        "",
        "| answer among the first five | judged | French | misspelt | the makers’ | p50 ms | p95 ms |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for key, name in WAYS.items():
        told = result[key]
        shares = [told[part]["at_5"] for part in ("success", "french", "slips", "of_others")]
        lines.append(
            f"| {name} | " + " | ".join(f"{share:.3f}" for share in shares)
            + f" | {told['ms']['p50']:.1f} | {told['ms']['p95']:.1f} |"
        )  # fmt: skip
    return "\n".join([*lines, ""])
