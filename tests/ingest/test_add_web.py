"""`qa add https://…`, with the small encoder and a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa.command.cli import main
from tests.encoders import HashEncoder
from tests.ingest.site import HTML, Sites
from tests.ingest.web import FOG, NETS, feed, page

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoder: HashEncoder) -> Run:
    """The command with the small encoder, asking without a pause; its exit status, and all that it says."""
    monkeypatch.setattr("qa.encoding.load.load_encoder", lambda *_, **__: encoder)
    monkeypatch.setattr("qa.ingest.web.fetch.SECONDS_BETWEEN_REQUESTS", 0)

    def command(*words: str | Path) -> tuple[int, str]:
        result = CliRunner().invoke(main, [*map(str, words), "--indexes", str(tmp_path / "indexes")])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output

    return command


def test_a_feed_by_the_command_and_again_without_the_network(sites: Sites, run: Run, tmp_path: Path) -> None:
    site = sites({"/nets": page("Seals tear nets", NETS)})
    site.pages["/feed"] = feed(f"<link>{site.address}/nets</link>")
    status, said = run("add", f"{site.address}/feed", "--allow-private")
    assert status == 0, said
    assert "fetching 1 of 1 articles" in said
    assert "1 article, 1 sentence, 2019-05-03 to 2019-05-03; 1 new, 0 changed, 0 removed; 1 encoded now\n" in said
    (told,) = json.loads(run("articles", "--json")[1])
    assert (told["title"], told["published"], told["url"]) == ("Seals tear nets", "2019-05-03", f"{site.address}/nets")
    site.close()
    assert run("prune", "--keep", "1")[0] == 0
    status, said = run("build")
    assert status == 0, said
    assert "0 new, 0 changed, 0 removed; 0 encoded now\n" in said
    assert json.loads(run("articles", "--json")[1]) == [told]
    (archive,) = (tmp_path / "indexes" / "default" / "web").glob("*.warc.gz")
    assert f"made of    {archive}\n" in run("status")[1]


def test_addresses_and_files_in_one_command(sites: Sites, run: Run, tmp_path: Path) -> None:
    """What is refused is told, and all else is added."""
    site = sites({"/nets": page("Seals tear nets", NETS)})
    (tmp_path / "fog.txt").write_text(FOG, "utf-8")
    addresses = [f"{site.address}/nets", f"{site.address}/fog", "http://t.example/\udcff", "gopher://t.example/"]
    status, said = run("add", tmp_path / "fog.txt", *addresses, "--allow-private")
    assert status == 1, said
    assert "2 articles, 2 sentences, " in said
    assert ", 3 inputs refused; 2 new" in said
    assert said.endswith(
        f"refused: {site.address}/fog: its answer is 404 Not Found\n"
        "refused: http://t.example/\\udcff: a character that stands in no address: a line end, say, or half a "
        "surrogate pair\nrefused: gopher://t.example/: only http and https are asked for, not gopher\n"
    )


def test_where_nothing_is_fetched(sites: Sites, run: Run, tmp_path: Path) -> None:
    site = sites({"/menu": (200, HTML, b"<html><body><nav><a href=/>Home</a></nav></body></html>")})
    (tmp_path / "fog.txt").write_text(FOG, "utf-8")
    assert run("add", "http://127.0.0.1/") == (
        2,
        "fetching\nqa: nothing was fetched\n  http://127.0.0.1/: 127.0.0.1 is 127.0.0.1, which is not a public "
        "machine; --allow-private lets it be asked for\n"
        f"  try: qa add --indexes {tmp_path / 'indexes'} ANOTHER_ADDRESS\n",
    )
    assert run("add", "http://127.0.0.1/", tmp_path / "fog.txt")[0] == 1
    status, said = run("add", f"{site.address}/menu", f"{site.address}/fog", "--allow-private")
    (archive,) = (tmp_path / "indexes" / "default" / "web").glob("*.warc.gz")
    assert status == 2
    assert f"refused: {site.address}/fog: its answer is 404 Not Found\n" in said
    assert f"what was fetched is kept; to add it: qa add --indexes {tmp_path / 'indexes'} {archive}\n" in said
    assert f"qa: no article in {archive}\n  {archive}:1: no article found in this page: {site.address}/menu\n" in said


def test_a_path_that_is_not_there_is_told_before_anything_is_fetched(sites: Sites, run: Run, tmp_path: Path) -> None:
    site = sites({"/nets": page("Seals tear nets", NETS)})
    status, said = run("add", f"{site.address}/nets", tmp_path / "none", "--allow-private")
    assert (status, said.partition("\n")[0]) == (2, f"qa: no such file or folder: {tmp_path / 'none'}")
    assert site.asked == []


def refused(run: Run) -> dict[str, tuple[str, int]]:
    told = json.loads(run("status", "--json")[1])["refusals"]
    return {each["origin"]: (each["reason"], each["attempts"]) for each in told}


def test_what_could_not_be_fetched_is_kept_with_its_reason_until_it_is_had(sites: Sites, run: Run) -> None:
    site = sites({"/nets": page("Seals tear nets", NETS), "/busy": (503, HTML, b"")})
    busy, gone = f"{site.address}/busy", f"{site.address}/gone"
    assert run("add", f"{site.address}/nets", busy, gone, "--allow-private")[0] == 1
    first = {busy: ("its answer is 503 Service Unavailable", 1), gone: ("its answer is 404 Not Found", 1)}
    assert refused(run) == first
    assert f"refused    {busy}: its answer is 503 Service Unavailable\n" in run("status")[1]
    site.asked.clear()
    assert (
        run("add", f"{site.address}/none", "--allow-private")[0] == 2
    )  # nothing is fetched, and it is kept all the same
    assert site.asked.count("/busy") == 1
    assert "/gone" not in site.asked  # it has been told that there is none
    assert refused(run) == first | {busy: (first[busy][0], 2), f"{site.address}/none": (first[gone][0], 1)}
    site.pages["/busy"] = page("Fog", NETS.replace("nets", "sails"))
    status, said = run("add", f"{site.address}/nets", "--allow-private")
    assert status == 0, said
    assert "; 1 new, 0 changed" in said
    assert refused(run).keys() == {gone, f"{site.address}/none"}
