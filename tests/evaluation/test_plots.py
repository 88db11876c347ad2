from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from qa.errors import EngineUnavailable
from qa.evaluation.plots import plot_risk_coverage
from qa.evaluation.results import Evaluation, Figure
from qa.types import IndexInfo

EVALUATION = Evaluation(
    name="colours & hues",
    sha256="0",
    index=IndexInfo("colours", "b", 1, 4, None, None),
    questions=4,
    answerable=3,
    figures={"coverage": Figure(0.5, 0, 1, 4)},
    threshold=0.3,
    latency_ms=(1.0, 2.0),
    sentences_per_second=None,
    risk_coverage=((0.25, 0.0), (0.5, 0.5), (0.75, 1 / 3), (1.0, 0.5)),
)


def test_the_curve_is_an_svg_that_opens(tmp_path: Path) -> None:
    path = tmp_path / "new" / "curve.svg"
    plot_risk_coverage([EVALUATION], path)
    drawn = ElementTree.parse(path).getroot()
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    lines = [element for element in drawn.iter() if (element.get("id") or "").startswith("line2d_")]
    assert lines
    assert b"colours &amp; hues" in path.read_bytes()  # named beside its outlines


def test_without_matplotlib_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(EngineUnavailable, match="matplotlib is not installed"):
        plot_risk_coverage([EVALUATION], tmp_path / "curve.svg")
