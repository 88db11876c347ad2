"""The documents name only commands, options, targets, files and addresses that are, and every room."""

import re
from pathlib import Path

import pytest

from qa.command.cli import main
from qa.errors import QaError
from qa.ingest.formats import as_table
from web.app import create_app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
WRITTEN = [page for page in PAGES if page.name != "commands.md"]  # that one is made from the command


def typed(text: str) -> list[list[str]]:
    """The words of each line that is a command `qa`, without its comment."""
    lines = [line.strip().removeprefix("$ ") for line in text.splitlines()]
    return [line.partition("#")[0].split() for line in lines if line.startswith("qa ")]


def test_they_name_every_command_and_only_options_that_are():
    lines = [words for page in WRITTEN for words in typed(page.read_text("utf-8"))]
    assert {words[1] for words in lines} == set(main.commands)
    for words in lines:
        command = main.commands[words[1]]
        command = getattr(command, "commands", {}).get(words[2], command) if len(words) > 2 else command
        known = {name for option in command.params for name in option.opts}
        assert {word for word in words if word.startswith("-")} <= known, words


def test_a_line_that_is_a_command_is_found():
    assert typed("```sh\n$ qa ask why --k 1  # a question\n. qa\nqa status\n") == [
        ["qa", "ask", "why", "--k", "1"],
        ["qa", "status"],
    ]


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_the_targets_they_name_are_in_the_makefile(page):
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)) <= set(targets)


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_the_files_they_name_are_there(page):
    text = page.read_text("utf-8")
    named = re.findall(r"`((?:qa|web|tests|docs|seeds)/[^`*]*)`", text)
    modules = [name.replace(".", "/") + ".py" for name in re.findall(r"python -m (tests[\w.]+)", text)]
    assert [name for name in (*named, *modules) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_their_links_lead_somewhere(page):
    for target, part in re.findall(r"\]\(([^)#:]+)(?:#([^)]+))?\)", page.read_text("utf-8")):
        there = page.parent / target
        assert there.is_file(), target
        if part:
            titles = re.findall(r"^#+ (.+)$", there.read_text("utf-8"), re.MULTILINE)
            assert part in {title.lower().replace(" ", "-") for title in titles}


def test_who_changes_something_is_led_to_every_room():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for room in (path.parent.name for path in (ROOT / "qa").glob("*/__init__.py")):
        assert f"`qa/{room}/`" in text


def test_the_api_is_told_address_by_address(tmp_path):
    rules = {re.sub(r"<[^>]*>", "ID", rule.rule) for rule in create_app(tmp_path).url_map.iter_rules()}
    wanted = {rule for rule in rules if rule.startswith("/api/") or rule in {"/healthz", "/readyz", "/metrics"}}
    told = set(re.findall(r"^\| `(/[^`]*)`", (ROOT / "docs" / "api.md").read_text("utf-8"), re.MULTILINE))
    assert told == wanted


def test_every_exit_status_of_an_error_is_told():
    def kinds(kind: type[QaError]) -> set[int]:
        return {kind.exit_status}.union(*map(kinds, kind.__subclasses__()))

    text = (ROOT / "docs" / "operation.md").read_text("utf-8")
    told = {int(number) for number in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert kinds(QaError) <= told
    assert told == {0, 1, 2, 3, 4, 130}


def test_the_table_of_formats_is_that_of_the_code():
    assert as_table() in (ROOT / "README.md").read_text(encoding="utf-8")
