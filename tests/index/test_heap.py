import platform
import subprocess
import sys
from pathlib import Path

import pytest

FREED = """
from pathlib import Path
from qa.index.heap import give_back_freed

def resident():
    return next(int(line.split()[1]) for line in Path("/proc/self/status").open() if line.startswith("VmRSS"))

blocks = [bytearray(60_000) for _ in range(2_000)]
pinned = blocks[::40]  # the heap cannot shrink from its end
del blocks
before = resident()
give_back_freed()
print(before - resident(), len(pinned))
"""


@pytest.mark.skipif(
    sys.platform != "linux" or platform.libc_ver()[0] != "glibc", reason="only glibc keeps and gives back so"
)
def test_what_was_freed_is_given_back() -> None:
    root = Path(__file__).parents[2]
    found = subprocess.run([sys.executable, "-c", FREED], cwd=root, capture_output=True, text=True, check=True)
    assert int(found.stdout.split()[0]) > 80_000, found.stdout  # of 117,000 KiB
