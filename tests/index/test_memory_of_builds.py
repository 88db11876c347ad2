"""A build gives back what it freed before it goes on, and its threads share one heap: glibc keeps hundreds of MB."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.libc_ver()[0] != "glibc", reason="only glibc keeps and gives back so"
)
ROOT = Path(__file__).parents[2]
FREED = 80_000  # KiB of 117,000, for some of the pages hold what is still used

# At the end of reading, in the first passages and while sentences are chosen, much is freed that the heap cannot give
# back by itself, and how much is resident is noted then, and in the stage that comes next.
BUILD = """
import ctypes, json, sys
from pathlib import Path
from qa.index.build import build_index
from tests.encoders import HashEncoder

pinned, after, later = [], {}, {}

def resident():
    return next(int(line.split()[1]) for line in Path("/proc/self/status").open() if line.startswith("VmRSS"))

def leave(stage):
    blocks = [bytearray(60_000) for _ in range(2_000)]
    pinned.append(blocks[::40])
    del blocks
    after[stage] = resident()

class Encoder(HashEncoder):
    def encode_documents(self, texts):
        if "passages" in after:
            later["passages"] = min(later.get("passages", after["passages"]), resident())
        else:
            leave("passages")
        return super().encode_documents(texts)

def progress(stage, done, total, sentences):
    if stage == "reading" and done == total:
        leave("reading")
    elif stage == "encoding" and not done:
        later["reading"] = resident()
    elif stage == "summarizing" and done:
        leave("summarizing")
    elif stage == "writing":
        later["summarizing"] = resident()

build_index([Path(sys.argv[1])], Path(sys.argv[2]), "default", Encoder(), progress)
print(json.dumps({stage: after[stage] - later[stage] for stage in after}), flush=True)
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""


def test_what_a_stage_freed_is_given_back_before_the_next(tmp_path: Path) -> None:
    sentences = (f"Kiln {number} of the lower valley was lit at dawn." for number in range(3_000))  # 170 passages
    (tmp_path / "long.txt").write_text(f"Kilns\n\n{' '.join(sentences)}\n", "utf-8")
    command = [sys.executable, "-c", BUILD, str(tmp_path / "long.txt"), str(tmp_path / "indexes")]
    one_thread = {"OPENBLAS_NUM_THREADS": "1"}  # which would have a heap of its own before the build begins
    found = subprocess.run(
        command, cwd=ROOT, env=os.environ | one_thread, capture_output=True, text=True, check=True
    ).stdout
    freed, _, heaps = found.partition("\n")
    given_back = sorted(stage for stage, size in json.loads(freed).items() if size > FREED)
    assert given_back == ["passages", "reading", "summarizing"]
    assert heaps.count("<heap nr=") == 1
