"""Results as text for a terminal."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import asdict

from qa.evaluation.calibrate import CalibrationReport
from qa.index.build import BuildReport
from qa.index.restore import RestoreReport
from qa.index.retention import PruneReport
from qa.types import (
    Activity,
    Answer,
    ArticleInfo,
    ArticlePage,
    Calibration,
    Citation,
    Evaluation,
    Finding,
    IndexInfo,
    Plan,
    Refusal,
    Status,
    Summary,
    SummaryEvaluation,
    Timeline,
    TimelineEntry,
)

_WIDTH = 100
_BAR = 60  # characters for the month with the most articles; fewer articles are a character each


def answer_text(answer: Answer) -> str:
    """The citations, each with its article, date and place, under a line that says whether they answer."""
    head = (
        f"Answered, confidence {answer.confidence:.0%}:"
        if answer.answered
        else f"The archive does not answer this. {answer.reason} Nearest first:"
    )
    return "\n\n".join([head, *(_citation(n, item) for n, item in enumerate(answer.citations, 1))])


def _citation(number: int, citation: Citation) -> str:
    text = _wrapped(" ".join(citation.text.split()), f"{number}. ", "   ")
    also = f"\n   also in {', '.join(citation.also_in)}" if citation.also_in else ""
    return f"{text}\n   — {_place(citation)}{also}{_explained(citation)}"


def _place(citation: Citation) -> str:
    return f"{_named(citation)} [{citation.article.id}, characters {citation.start}–{citation.end}]"


def _named(citation: Citation) -> str:
    article = citation.article
    return ", ".join(part for part in (article.title, article.source, str(article.published or "")) if part)


def _explained(citation: Citation) -> str:
    """The score as the sum it is; what contributed nothing is left out."""
    if citation.evidence is None:
        return ""
    parts = {
        name: value for name, value in asdict(citation.evidence).items() if name not in ("row", "score", "reranker")
    }
    terms = [
        f"{'+' if value > 0 else '−'} {name.replace('_', ' ')} {abs(value):.3f}"
        for name, value in parts.items()
        if round(value, 3)
    ]
    total = " ".join(terms).removeprefix("+ ")
    reranked = "" if citation.evidence.reranker is None else f"; reranker {citation.evidence.reranker:.3f}"
    return "\n" + _wrapped(f"score {citation.evidence.score:.3f} = {total}{reranked}", "   ", "   ")


def summary_text(summary: Summary) -> str:
    """The key sentences, each with its place, under a line that says what they summarize."""
    if summary.about is None and len(summary.articles) == 1:
        what = summary.articles[0].title
    else:
        what = f"{summary.about or 'together'}: from {_counted(len(summary.articles), 'article')}"
    if summary.reason:
        return f"{what}. {summary.reason}" if summary.articles else summary.reason
    return "\n\n".join([what, *(_citation(n, item) for n, item in enumerate(summary.citations, 1))])


def timeline_text(timeline: Timeline) -> str:
    """A date a paragraph, then how many articles were published on the topic in each month."""
    if timeline.reason:
        return timeline.reason
    most = max((month.articles for month in timeline.coverage), default=1)
    bars = {month: "#" * math.ceil(_BAR * month.articles / max(most, _BAR)) for month in timeline.coverage}
    months = [f"{month.month:%Y-%m} {month.articles:>5,} {bar}".rstrip() for month, bar in bars.items()]
    return "\n\n".join([*map(_timeline_entry, timeline.entries), "\n".join(["Articles on it by month:", *months])])


def _timeline_entry(entry: TimelineEntry) -> str:
    day = f"{entry.first}" if entry.first == entry.last else f"{entry.first:%Y-%m}"
    by = {"text": "", "article": " (the day its article reports of)", "publication": " (date of publication)"}
    told = f"told by {_counted(entry.articles, 'article')} of {_counted(entry.sources, 'source')}"
    text = _wrapped(" ".join(entry.citation.text.split()), "   ", "   ")
    return f"{day}{by[entry.dated_by]}, {told}\n{text}\n   — {_place(entry.citation)}"


def articles_text(articles: Sequence[ArticleInfo]) -> str:
    """One line an article: date, id, source, title."""
    rows = [(str(item.published or "undated"), item.id, item.source, item.title) for item in articles]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    return "\n".join(
        "  ".join([*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[3]]) for row in rows
    )


def article_text(page: ArticlePage) -> str:
    """The article's head, then each sentence with its offsets."""
    article = page.article
    facts = (article.heading, article.source, str(article.published or "undated"), article.url or "")
    lines = [*(fact for fact in facts if fact), ""]
    for start, end in page.sentences:
        label = f"{start:>6}–{end:<6} "
        lines.append(_wrapped(" ".join(article.text[start:end].split()), label, " " * len(label)))
    return "\n".join(lines)


def build_text(report: BuildReport) -> str:
    """What a build made."""
    undated = f", {report.undated} without a date" if report.undated else ""
    refused = f", {_counted(len(report.refusals), 'input')} refused" if report.refusals else ""
    changes = f"{report.new:,} new, {report.changed:,} changed, {report.removed:,} removed"
    return (
        f"{_held(report.index)}{undated}{refused}; {changes}; {report.encoded} encoded now\nbuild {report.index.build}"
    )


def status_text(status: Status) -> str:
    """The state of an index, a fact a line."""
    kept = [build for build in status.builds if build != status.index.build]
    lines = [
        f"index      {status.index.name}: {_held(status.index)}",
        f"build      {status.index.build}, made {status.created}",
        f"encoder    {status.encoder_id}",
        f"confidence {_calibrated(status.calibration)}",
        *(f"made of    {source}" for source in status.sources),
        f"kept       {', '.join(kept) or 'no earlier build'}",
        f"on disk    {status.bytes_on_disk / 1e6:,.1f} MB",
        *(f"now        {activity_text(activity)}" for activity in [status.activity] if activity),
        *(f"problem    {problem}" for problem in [status.problem] if problem),
        *(f"refused    {_refused(refusal)}" for refusal in status.refusals),
        *(f"rebuild    {_planned(plan)}" for plan in [status.plan] if plan),
    ]
    return "\n".join(lines)


def activity_text(activity: Activity) -> str:
    """What a writer is doing, or where it was stopped."""
    place = f" {activity.done:,} of {activity.total:,} articles" if activity.total else ""
    if not activity.running:
        begun = f"qa {activity.command}, begun {activity.started}"
        return f"{begun}, was stopped while {activity.stage}{place}; the same command again goes on"
    rates = [
        f"{rate:,.0f} {noun}/s"
        for rate, noun in ((activity.articles_per_second, "articles"), (activity.sentences_per_second, "sentences"))
        if rate
    ]
    left = (
        [] if activity.seconds_left is None else [f"{activity.seconds_left // 60}:{activity.seconds_left % 60:02} left"]
    )
    return ", ".join([f"qa {activity.command}, process {activity.process}: {activity.stage}{place}", *rates, *left])


def stopped_text(activity: Activity | None) -> str:
    """What Ctrl-C has stopped, and how to go on."""
    if activity is None or activity.stage != "encoding":
        return "stopped; the index in use is as it was. The same command again begins anew"
    place = f"after {activity.done:,} of {activity.total:,} articles"
    return f"stopped {place}, which are kept; the index in use is as it was. The same command again goes on from there"


def rollback_text(info: IndexInfo) -> str:
    """What answers now."""
    return f"{_held(info)}\nbuild {info.build}\nThe next build, add or remove brings in again what the library holds."


def prune_text(report: PruneReport) -> str:
    """What was removed."""
    counts = f"{_counted(len(report.builds), 'snapshot')} and {_counted(report.encodings, 'encoding')} removed"
    return f"{counts}, {report.bytes_freed / 1e6:,.1f} MB freed"


def restore_text(report: RestoreReport) -> str:
    """Where the new library came from."""
    kept = f"\nthe old file is {report.kept_as}" if report.kept_as else ""
    build = "qa build" if report.sources else "qa build FOLDER, for what it was made of is lost"
    return (
        f"{_counted(report.from_library, 'article')} of the old library intact, {report.from_snapshot:,} more from the "
        f"snapshot; now: {build}{kept}"
    )


def findings_text(findings: Sequence[Finding]) -> str:
    """One check a line, and under one that failed what mends it."""
    lines = []
    for finding in findings:
        lines.append(f"{'ok  ' if finding.ok else 'FAIL'} {finding.what}: {finding.found}")
        lines += [f"     try: {finding.fix}"] if finding.fix else []
    return "\n".join(lines)


def _refused(refusal: Refusal) -> str:
    tried = f" (tried {refusal.attempts} times since {refusal.since})" if refusal.attempts > 1 else ""
    return f"{refusal.origin}: {refusal.reason}{tried}"


def _planned(plan: Plan) -> str:
    changes = f"{plan.new:,} new, {plan.changed:,} changed, {plan.removed:,} removed"
    if not (plan.new or plan.changed or plan.removed):
        return "would change nothing"
    return f"would bring in {changes}; {_counted(plan.to_encode, 'article')} to encode"


def calibration_text(report: CalibrationReport) -> str:
    """What was fitted, and what it is worth."""
    fitted = report.calibration
    return (
        f"{_counted(fitted.questions, 'question')}, {report.right} answered by the first sentence\n"
        f"log-odds times {fitted.slope:.2f} {'plus' if fitted.bias >= 0 else 'minus'} {abs(fitted.bias):.2f}; "
        f"calibration error {report.error_before:.3f} before, {report.error_after:.3f} after (cross-validated)\n"
        f"build {report.index.build}"
    )


def evaluations_text(evaluations: Sequence[Evaluation]) -> str:
    """A table: a figure a line, a question set a column, each with its 95 % interval."""
    columns = [["", *_FACTS, *(names := _figure_names(evaluations))]]
    for evaluation in evaluations:
        figures = [evaluation.figures.get(name) for name in names]
        cells = [f"{item.value:.3f} [{item.low:.3f} {item.high:.3f}]" if item else "" for item in figures]
        columns.append([evaluation.name, *_facts(evaluation), *cells])
    return _table(list(zip(*columns, strict=True)))


def summary_evaluation_text(evaluation: SummaryEvaluation) -> str:
    """A table: a method a line, a figure a column, each with its 95 % interval."""
    names = list(next(iter(evaluation.methods.values())))
    rows = [["", *names]]
    for method, figures in evaluation.methods.items():
        cells = [f"{figures[name].value:.4f} [{figures[name].low:.4f} {figures[name].high:.4f}]" for name in names]
        rows.append([method, *cells])
    head = f"{evaluation.name}: {_counted(evaluation.documents, 'article')}, {evaluation.length}"
    return f"{head}; {evaluation.ms_per_summary:.1f} ms a summary\n{_table(rows)}"


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows)


_FACTS = ("sentences", "questions", "answerable", "latency p50, p95", "sentences/s built")


def _facts(evaluation: Evaluation) -> tuple[str, ...]:
    p50, p95 = evaluation.latency_ms
    rate = evaluation.sentences_per_second
    counts = (evaluation.index.sentences, evaluation.questions, evaluation.answerable)
    return (*(f"{count:,}" for count in counts), f"{p50:.0f}, {p95:.0f} ms", f"{rate:.0f}" if rate else "reused")


def _figure_names(evaluations: Sequence[Evaluation]) -> list[str]:
    """Each name once, in the order of the set that has the most."""
    by_size = sorted((list(evaluation.figures) for evaluation in evaluations), key=len, reverse=True)
    return list(dict.fromkeys(name for names in by_size for name in names))


def _calibrated(calibration: Calibration) -> str:
    return f"fitted on {_counted(calibration.questions, 'question')}" if calibration.questions else "as shipped"


def _held(index: IndexInfo) -> str:
    dates = f", {index.first} to {index.last}" if index.first else ""
    return f"{_counted(index.articles, 'article')}, {_counted(index.sentences, 'sentence')}{dates}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _wrapped(text: str, first: str, other: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=first, subsequent_indent=other, break_on_hyphens=False)
