"""In which precision a model runs: the one asked for, or the fastest that this processor has and the figures forgive.

`auto` is told by a measurement of a second or so, made once for a processor, a torch and a model, and kept in the
user's cache folder.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from qa.errors import EngineUnavailable

Precision = Literal["float32", "bfloat16", "int8"]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
AUTO = "auto"
SETTING = "QA_PRECISION"  # the environment variable by which commands and servers pass on what was asked for
WORTH = 1.15  # times as fast as float32: below that a choice would hang on chance

PROBE = (
    "The council of Westrup approved a new tram line on Tuesday, 14 May 2019, by 31 votes to 12. It will cost $1.5"
    " million, said the mayor, who had asked for it since 2012; nobody knows how long the work is going to take.",
    "Why did they vote against it? “We were never asked,” a shopkeeper of Quay Street told The Example Gazette.",
)  # some usual text, in two parts

_LOG = logging.getLogger("cuttings")
_BFLOAT16 = {"avx512_bf16", "amx_bf16", "bf16"}  # without one of these it is emulated, five times as slow as float32

_MEASURED: dict[str, dict[str, float]] = {}  # in this process

Rates = Mapping[str, float]  # by precision, tokens a second


# Which precisions may stand for float32, by `qa evaluate seeds` and its questions on a processor that has no VNNI and
# computes bfloat16 in emulation:
#
#   vectors:  bfloat16   of ten sentences 9.98 the same, cosine .9999; questions in it to an index in float32: every
#                        figure the same but ECE, which counts in bins, .126 to .138
#             int8       9.67 the same, cosine .9984; sentence hit@1 .784 to .770, ECE .126 to .119
#   reading:  bfloat16   log-odds .012 off in the mean, .04 at most
#             int8       .079 and .30; sentence hit@1 .784 to .770, article hit@1 .946 to .932, AUROC .880 to .879
#
# A figure of vectors may move by .003, for an index is asked by other machines than that which built it; one of reading
# by .005. So neither stands for float32 yet: both are for who asks for them, and their vectors have an encoding id of
# their own. Reading in bfloat16 may be let in once its figures are measured on a processor that has it.
BY_ENCODER: Mapping[Precision, bool] = {"float32": True, "bfloat16": False, "int8": False}
BY_READER: Mapping[Precision, bool] = {"float32": True, "bfloat16": False, "int8": False}
SAME_OF_TEN: Mapping[Precision, float] = {"float32": 10.0, "bfloat16": 9.98, "int8": 9.67}


@dataclass(frozen=True, slots=True)
class Choice:
    """The precision that is used, and why."""

    precision: Precision
    why: str


def wanted() -> str:
    """What was asked for: a precision, or `auto`. Raises EngineUnavailable for anything else."""
    asked = os.environ.get(SETTING) or AUTO
    return asked if asked == AUTO else precision_of(asked)


def precision_of(name: str) -> Precision:
    """The precision of this name. Raises EngineUnavailable where there is none."""
    for precision in PRECISIONS:
        if precision == name:
            return precision
    raise EngineUnavailable(f"{name!r} is no precision", f"--precision {AUTO}, or one of {', '.join(PRECISIONS)}")


def for_vectors(asked: str) -> str:
    """The same, for vectors that must be like those of float32: float32 where what was asked for is not."""
    return asked if asked == AUTO or BY_ENCODER[precision_of(asked)] else "float32"


def parted(model: str) -> tuple[str, Precision | None]:
    """A model's name, and the precision that it names after an "@": one whose vectors are not like those of float32."""
    name, sign, precision = model.rpartition("@")
    if sign and precision in PRECISIONS and not BY_ENCODER[precision_of(precision)]:
        return name, precision_of(precision)
    return model, None


def built_in(model: str, asked: str) -> str:
    """The name of the model in the precision asked for; `auto` leaves it as it is."""
    if asked == AUTO:
        return model
    name = parted(model)[0]
    return name if BY_ENCODER[precision_of(asked)] else f"{name}@{asked}"


def choose(rates: Rates, allowed: Mapping[Precision, bool]) -> Choice:
    """The fastest of those measured that is allowed, float32 unless another is clearly faster."""
    usual = rates["float32"]
    told = ", ".join(f"{name} {rate:,.0f}" for name, rate in rates.items())
    best = max((name for name in PRECISIONS if name in rates and allowed[name]), key=lambda name: rates[name])
    if rates[best] >= WORTH * usual:
        return Choice(best, f"{rates[best] / usual:.1f} times as fast as float32 (tokens/s: {told})")
    return Choice("float32", f"nothing that is as exact is clearly faster (tokens/s: {told})")


def possible() -> tuple[Precision, ...]:
    """The precisions that this processor computes in by itself."""
    return tuple(name for name in PRECISIONS if name != "bfloat16" or _BFLOAT16 & cpu_flags())


def remembered(model: str, measure: Callable[[], Rates]) -> Rates:
    """What was measured of this model here before; else measured now, and kept where that can be."""
    from importlib.metadata import version  # here, for every command reads this file's names

    path, key = _cache(), f"{processor()} / torch {version('torch')} / {model}"
    kept = _read(path)
    found = _MEASURED.get(key) or kept.get(key)
    if isinstance(found, dict) and "float32" in found:
        return {str(name): float(rate) for name, rate in found.items()}
    rates = _MEASURED[key] = dict(measure())
    _LOG.info("measured once for this processor, tokens/s: %s", rates)
    with suppress(OSError):  # then it is measured again the next time
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}-{os.getpid()}")
        aside.write_text(json.dumps(kept | {key: rates}, indent=1), "utf-8")
        aside.replace(path)
    return rates


def processor() -> str:
    """What this processor calls itself, and how many cores of it there are."""
    import platform

    name = _cpuinfo().get("model name") or platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} cores"


def cpu_flags() -> frozenset[str]:
    """What this processor says that it can, as Linux names it; nothing elsewhere."""
    told = _cpuinfo()
    return frozenset((told.get("flags") or told.get("Features") or "").split())


@cache
def _cpuinfo() -> dict[str, str]:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    pairs = (line.partition(":") for line in lines[: lines.index("") if "" in lines else None])
    return {name.strip(): value.strip() for name, _, value in pairs}


def _cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "cuttings" / "precision.json"


def _read(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
