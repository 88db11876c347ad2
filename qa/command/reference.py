"""The command reference, docs/commands.md, from the command itself: `python -m qa.command.reference` prints it."""

from __future__ import annotations

from collections.abc import Iterator

from qa.command.cli import main

WIDTH = 120  # the same on every terminal
_HEAD = """\
# The command `qa`

What `qa COMMAND --help` says. `make docs` writes this page from the command itself.
"""


def reference() -> str:
    """The page, in Markdown: the help of `qa` and of each of its commands."""
    return "\n".join([_HEAD, *_sections()])


def _sections() -> Iterator[str]:
    with main.make_context("qa", [], resilient_parsing=True, terminal_width=WIDTH) as whole:
        yield _section("qa", whole.get_help())
        for name, command in sorted(main.commands.items()):
            with command.make_context(name, [], parent=whole, resilient_parsing=True) as context:
                yield _section(f"qa {name}", context.get_help())
                for below, part in sorted(getattr(command, "commands", {}).items()):
                    with part.make_context(below, [], parent=context, resilient_parsing=True) as inner:
                        yield _section(f"qa {name} {below}", inner.get_help())


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n```text\n{text}\n```\n"


if __name__ == "__main__":
    print(reference(), end="")
