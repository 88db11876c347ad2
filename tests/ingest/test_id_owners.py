"""An id belongs to the source that brought it first; an updated export of the same outlet replaces its own story."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from qa.ingest.identity import Identities, Known, content_hash
from qa.ingest.sources import read_sources
from qa.types import Article

WEATHER = {"id": 7, "title": "Weather", "text": "It rained on the weir."}
GAZETTE = {**WEATHER, "source": "Gazette", "date": "2019-05-03"}
HERALD = {**WEATHER, "source": "Herald", "date": "2020-05-03", "text": "It snowed on the mill."}


def export(path: Path, *records: dict[str, object]) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    return path


def read(source: Path, before: list[Known]) -> tuple[list[Known], list[str]]:
    """What is known when one more source was read, and the notes of reading it."""
    identities = Identities(before, lambda origin: True)
    items = read_sources([source], identities)
    found = [known(item) for item in items if isinstance(item, Article)]
    ids = {item.id for item in found}
    return [item for item in before if item.id not in ids] + found, identities.notes


def known(item: Article) -> Known:
    day = str(item.published) if item.published else None
    return Known(item.id, item.origin, content_hash(item), item.title, item.url, day, item.language, item.source)


def owners(items: list[Known]) -> dict[str, str]:
    return {item.id: Path(item.origin).name for item in items}


def test_another_outlet_with_the_same_number_and_title_replaces_nothing(tmp_path: Path) -> None:
    first, _ = read(export(tmp_path / "g.jsonl", GAZETTE), [])
    second, notes = read(export(tmp_path / "h.jsonl", HERALD), first)
    assert owners(second) == {"7": "g.jsonl:1", "Herald:7": "h.jsonl:1"}
    assert notes == [f"{tmp_path}/h.jsonl:1: its id '7' is that of {tmp_path}/g.jsonl:1; here it is 'Herald:7'"]
    copied, _ = read(export(tmp_path / "c.jsonl", {**GAZETTE, "source": "Courier"}), second)
    assert owners(copied)["Courier:7"] == "c.jsonl:1"  # a story of one agency, printed by two
    again, _ = read(tmp_path, copied)
    assert owners(again) == owners(copied)


def test_an_updated_export_replaces_its_own_story(tmp_path: Path) -> None:
    items, _ = read(export(tmp_path / "g.jsonl", GAZETTE), [])
    items, _ = read(export(tmp_path / "h.jsonl", HERALD), items)
    later = {"text": "It rained on the weir until noon."}
    items, notes = read(export(tmp_path / "g2.jsonl", {**GAZETTE, **later}), items)
    assert notes == []
    items, _ = read(export(tmp_path / "h2.jsonl", {**HERALD, **later}), items)
    assert owners(items) == {"7": "g2.jsonl:1", "Herald:7": "h2.jsonl:1"}


def test_a_later_year_of_an_outlet_is_another_story(tmp_path: Path) -> None:
    items: list[Known] = []
    for year in (2019, 2020, 2021):
        record = {**GAZETTE, "date": f"{year}-05-03", "text": f"It rained in {year}."}
        items, _ = read(export(tmp_path / f"g{year}.jsonl", record), items)
    assert owners(items) == {"7": "g2019.jsonl:1", "Gazette:7": "g2020.jsonl:1", "g2021:7": "g2021.jsonl:1"}


def test_exports_of_one_name_in_folders_and_archives_are_all_kept(tmp_path: Path) -> None:
    for folder in ("a", "b", "c"):
        export(tmp_path / folder / "x.jsonl", {"id": 7, "title": folder, "text": f"Told in {folder}."})
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as packed:
        packed.writestr("y.jsonl", json.dumps({"id": 7, "title": "y", "text": "Told in y."}))
        packed.writestr("w.jsonl", json.dumps({"id": 7, "title": "w", "text": "Told in w."}))
    items, notes = read(tmp_path, [])
    assert [item.id for item in items[:3]] == ["7", "w:7", "x:7"]  # of the archive first
    assert [item.id.endswith(":7") and item.id[:2] for item in items[3:]] == ["x-", "x-"]
    assert len(notes) == 4
    assert owners(read(tmp_path, items)[0]) == owners(items)


def test_a_record_of_the_same_title_leaves_a_file_its_id(tmp_path: Path) -> None:
    (tmp_path / "storm.txt").write_text("Storm\n\nIt blew on the weir all night.", "utf-8")
    items, _ = read(tmp_path / "storm.txt", [])
    assert [(item.id, item.title) for item in items] == [("storm", "Storm")]
    record = {"id": "storm", "title": "Storm", "text": "It blew on the mill."}
    items, notes = read(export(tmp_path / "a.jsonl", record), items)
    assert owners(items) == {"storm": "storm.txt", "a:storm": "a.jsonl:1"}
    assert len(notes) == 1
