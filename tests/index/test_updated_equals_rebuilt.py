"""An index that was brought up to date is, file by file, the one that is built of the same articles from nothing."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qa import Archive
from qa.index import parts, seen, writing
from qa.index.build import add_articles, build_index, remove_articles
from qa.index.verify import verify_index
from tests.encoders import HashEncoder


def derived(indexes: Path, build: str) -> dict[str, object]:
    """All that a snapshot is, with the SHA-256 of every file, but when it was made."""
    manifest = json.loads((indexes / "default" / "snapshots" / build / "manifest.json").read_text("utf-8"))
    return {key: value for key, value in manifest.items() if key not in ("build", "created", "seal")}


@pytest.mark.parametrize("anew_up_to", [0, writing.ANEW_UP_TO])
def test_updated_equals_rebuilt(
    sources: Path, indexes: Path, tmp_path: Path, encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch, anew_up_to: int
) -> None:
    monkeypatch.setattr(writing, "ANEW_UP_TO", anew_up_to)
    (sources / "harbor.txt").write_text("The harbor is open again. Ships came.", "utf-8")
    (sources / "bridge.md").unlink()
    (sources / "zoo.txt").write_text("A tapir was born at the zoo. It is well.", "utf-8")
    updated = build_index([sources], indexes, "default", encoder)
    rebuilt = build_index([sources], tmp_path / "fresh", "default", encoder)
    assert derived(indexes, updated.index.build) == derived(tmp_path / "fresh", rebuilt.index.build)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "change", "remove", "delete", "add many", "build"]),
        st.integers(0, 5),
        st.text("ab Xé.\n北", min_size=1, max_size=30),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
@example([("add", 0, "X"), ("delete", 0, "X")])
@example([("add", 0, "a"), ("add", 1, "a"), ("add", 0, "X")])  # a copy that is none any more
def test_any_sequence_of_steps_equals_a_rebuild_from_nothing(steps: list[tuple[str, int, str]]) -> None:
    """The same rows, vectors and BM25 scores: each file of the snapshot is the same to the last bit."""
    encoder = HashEncoder()
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr(seen, "_SETTLED", 0.0)  # so that what did not change is not read again,
        patch.setattr(writing, "ANEW_UP_TO", 0)  # nor written from the library,
        patch.setattr(parts, "LEAST", 1)  # nor, where an article's neighbours are as they were, copied
        wire, indexes = Path(place, "wire"), Path(place, "indexes")
        wire.mkdir()
        (wire / "always.txt").write_text("One that stays.", "utf-8")
        report = build_index([wire], indexes, "default", encoder)
        for step, number, text in steps:
            path = wire / f"{number}.txt"
            held = {article.id for article in Archive(indexes, load=lambda model: encoder).articles()}
            if step in ("add", "change", "add many"):
                path.write_text(f"These are the words that came: {text} They stayed.", "utf-8")
                report = add_articles([wire if step == "add many" else path], indexes, "default", encoder)
            elif step == "remove" and str(number) in held:
                report = remove_articles([str(number)], indexes, "default", lambda: encoder)
                path.unlink()
            elif step == "delete":
                path.unlink(missing_ok=True)
                report = build_index([], indexes, "default", encoder)
            elif step == "build":
                report = build_index([wire], indexes, "default", encoder)
        fresh = build_index([wire], Path(place, "fresh"), "default", HashEncoder())
        assert derived(indexes, report.index.build) == derived(Path(place, "fresh"), fresh.index.build)
        assert all(finding.ok for finding in verify_index(indexes, "default", lambda model: encoder))
