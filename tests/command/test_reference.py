from pathlib import Path

from qa.command.cli import main
from qa.command.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


def test_the_page_is_what_the_command_says_now() -> None:
    assert PAGE.read_text("utf-8") == reference(), "make docs"


def test_it_has_every_command_and_every_option() -> None:
    sections = {part.partition("\n")[0]: part for part in reference().split("\n## ")}
    for name, command in main.commands.items():
        for option in (name for parameter in command.params for name in parameter.opts if name.startswith("-")):
            assert option in sections[f"qa {name}"]
    below = {f"qa {name} {part}" for name, each in main.commands.items() for part in getattr(each, "commands", ())}
    assert sections.keys() == {"# The command `qa`", "qa", *(f"qa {name}" for name in main.commands)} | below


def test_neither_the_terminal_nor_the_environment_changes_it(monkeypatch) -> None:
    here = reference()
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("QA_INDEXES", "/somewhere/else")
    assert reference() == here
    assert "[env var: QA_INDEXES; default: indexes]" in here
