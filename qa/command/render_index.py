"""What commands on an index did or found, as text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import indent
from typing import TYPE_CHECKING

from qa.command.options import of_this_index
from qa.command.render_articles import articles_text
from qa.command.terminal import counted, held_text
from qa.index.types import REFUSED, Activity, Finding, NearestBy, Plan, Status
from qa.text.languages import is_english
from qa.types import Calibration, IndexInfo, Refusal

if TYPE_CHECKING:
    from qa.index.build import BuildReport
    from qa.index.restore import RestoreReport
    from qa.index.retention import PruneReport
    from qa.index.stories import Story
    from qa.index.survey import Survey


def build_text(report: BuildReport) -> str:
    """What a build made."""
    undated = f", {report.undated} without a date" if report.undated else ""
    refused = f", {counted(len(report.refusals), 'input')} refused" if report.refusals else ""
    changes = f"{report.new:,} new, {report.changed:,} changed, {report.removed:,} removed"
    done = f"{held_text(report.index)}{undated}{refused}; {changes}; {report.encoded} encoded now"
    return f"{done}\nbuild {report.index.build}"


def survey_text(survey: Survey) -> str:
    """What sources hold, a fact a line."""
    days = f"{survey.first} to {survey.last}" if survey.first else "none told"
    undated = f", {counted(survey.undated, 'article')} without" if survey.undated else ""
    files = (f"{kind or 'other'} {count:,}" for kind, count in survey.files.items())
    lines = [
        f"files      {', '.join(files)}",
        f"articles   {survey.articles:,}, {survey.characters:,} characters",
        f"of         {', '.join(f'{kind} {count:,}' for kind, count in survey.kinds.items())}",
        f"dates      {days}{undated}",
        f"languages  {_languages(survey.languages)}",
        f"copies     {_copies(survey)}",
        f"to encode  {counted(survey.to_encode, 'article')}, about {_minutes(survey.seconds)} here",
        *(f"refused    {_refused(refusal)}" for refusal in survey.refusals[:REFUSED]),
        *([f"refused    {counted(left, 'more input')}"] if (left := len(survey.refusals) - REFUSED) > 0 else []),
    ]
    return "\n".join(lines)


def status_text(status: Status) -> str:
    """The state of an index, a fact a line."""
    kept = [build for build in status.builds if build != status.index.build]
    lines = [
        f"index      {status.index.name}: {held_text(status.index)}",
        f"build      {status.index.build}, made {status.created}",
        f"encoder    {status.encoding_id}",
        f"confidence {_calibrated(status.calibration)}",
        f"nearest    {_nearest(status.nearest_by)}",
        f"languages  {_languages(status.languages)}{_english_only(status.languages)}",
        *(f"made of    {source}" for source in status.sources),
        f"kept       {', '.join(kept) or 'no earlier build'}",
        f"on disk    {status.bytes_on_disk / 1e6:,.1f} MB",
        *(f"now        {activity_text(activity)}" for activity in [status.activity] if activity),
        *(f"problem    {problem}" for problem in [status.problem] if problem),
        *(f"undated    {undated}" for undated in [_undated(status)] if undated),
        *(f"refused    {_refused(refusal)}" for refusal in status.refusals),
        *([f"refused    {more_refused(left)}"] if (left := status.refused - len(status.refusals)) else []),
        *(f"rebuild    {_planned(plan)}" for plan in [status.plan] if plan),
    ]
    return "\n".join(lines)


def refusals_text(refusals: Sequence[Refusal]) -> str:
    """A refused input a line."""
    return "\n".join(map(_refused, refusals)) or "nothing was refused"


def more_refused(count: int) -> str:
    """How the inputs are told that are not named."""
    return f"{counted(count, 'more input')}; all of them: {of_this_index('qa status --refusals')}"


def _minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def _copies(survey: Survey) -> str:
    if not survey.copies:
        return "none"
    stories = f"{survey.stories:,} {'story' if survey.stories == 1 else 'stories'}"
    return f"{counted(survey.copies, 'article')} repeat{'s' if survey.copies == 1 else ''} {stories}"


def _languages(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name or 'not told'} {count:,}" for name, count in counts.items())


def _english_only(counts: Mapping[str, int]) -> str:
    """What is not done for the articles in other languages."""
    foreign = any(not is_english(name) for name in counts)
    return "; days named in the text, kinds of answer and pronouns are read in English only" if foreign else ""


def _undated(status: Status) -> str:
    """How many articles have no date, and which, as far as they can be named."""
    if not status.undated:
        return ""
    more = ", …" if status.undated > len(status.undated_ids) else ""
    return f"{counted(status.undated, 'article')}: {', '.join(status.undated_ids)}{more}"


def duplicates_text(stories: Sequence[Story]) -> str:
    """A paragraph a story, an article a line."""
    if not stories:
        return "no story is told twice"
    return "\n\n".join(f"{story.articles[0].title}\n{indent(articles_text(story.articles), '  ')}" for story in stories)


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
    left = [] if activity.seconds_left is None else [f"{_minutes(activity.seconds_left)} left"]
    return ", ".join([f"qa {activity.command}, process {activity.process}: {activity.stage}{place}", *rates, *left])


def stopped_text(activity: Activity | None) -> str:
    """What Ctrl-C has stopped, and how to go on."""
    if activity is None or activity.stage not in ("encoding", "summarizing"):
        return "stopped; the index in use is as it was. The same command again begins anew"
    place = f"after {activity.done:,} of {activity.total:,} articles"
    return f"stopped {place}, which are kept; the index in use is as it was. The same command again goes on from there"


def rollback_text(info: IndexInfo) -> str:
    """What answers now."""
    return (
        f"{held_text(info)}\nbuild {info.build}\nThe next build, add or remove brings in again what the library holds."
    )


def prune_text(report: PruneReport) -> str:
    """What was removed."""
    counts = f"{counted(len(report.builds), 'snapshot')} and {counted(report.encodings, 'encoding')} removed"
    return f"{counts}, {report.bytes_freed / 1e6:,.1f} MB freed"


def restore_text(report: RestoreReport) -> str:
    """Where the new library came from."""
    kept = f"\nthe old file is {report.kept_as}" if report.kept_as else ""
    build = of_this_index("qa build" if report.sources else "qa build FOLDER, for what it was made of is lost")
    return (
        f"{counted(report.from_library, 'article')} of the old library intact, {report.from_snapshot:,} more from the "
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
    return f"would bring in {changes}; {counted(plan.to_encode, 'article')} to encode"


def _nearest(by: NearestBy) -> str:
    if not by.times:
        return "all vectors compared exactly"
    return f"by bits, {by.times} times as many vectors as wanted compared exactly: recall@50 {by.recall:.3f}"


def _calibrated(calibration: Calibration) -> str:
    return f"fitted on {counted(calibration.questions, 'question')}" if calibration.questions else "as shipped"
