import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.libc_ver()[0] != "glibc", reason="only glibc keeps and gives back so"
)

FREED = """
from pathlib import Path
from qa.heap import give_back_freed

def resident():
    return next(int(line.split()[1]) for line in Path("/proc/self/status").open() if line.startswith("VmRSS"))

blocks = [bytearray(60_000) for _ in range(2_000)]
pinned = blocks[::40]  # the heap cannot shrink from its end
del blocks
before = resident()
give_back_freed()
print(before - resident(), len(pinned))
"""
FAULTS = """
import resource, threading
from qa.heap import keep_freed

def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(20):
        bytearray(4_000_000)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)

def work():
    faults()
    keep_freed()
    bytearray(4_000_000)
    faults()

work() if {main} else threading.Thread(target=work).start()
"""


def run(code: str, **environment: str) -> list[int]:
    root = Path(__file__).parents[1]
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, cwd=root, env=os.environ | environment, capture_output=True, text=True, check=True)
    return [int(word) for word in found.stdout.split()]


def test_what_was_freed_is_given_back() -> None:
    assert run(FREED)[0] > 80_000  # of 117,000 KiB


@pytest.mark.parametrize("main", [True, False])
def test_a_worker_of_dask_keeps_what_it_freed_whichever_thread_it_works_in(main: bool) -> None:
    before, after = run(FAULTS.format(main=main), MALLOC_TRIM_THRESHOLD_="65536")
    assert before > 10_000  # pages of 4 kB, or some of them larger
    assert after < before / 10
