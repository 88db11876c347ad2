"""Python under a limit of the kernel's, set in a process of its own that then becomes what is run.

Not by subprocess's `preexec_fn`: where another test left threads of gRPC, a fork that runs Python aborts.
"""

from __future__ import annotations

import sys

# Takes from root the right to write where the mode forbids it (CAP_DAC_OVERRIDE), as any other user lacks it.
WITHOUT_RIGHTS = "import ctypes, os; os.geteuid() or ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)"


def files_of(kilobytes: int) -> str:
    """No file may grow beyond so many."""
    return f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes * 1024},) * 2)"


def python(limit: str = "") -> list[str]:
    """The beginning of a command that runs Python under this limit, or under none."""
    become = "import os, sys; os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    return [sys.executable, *(("-c", f"{limit}; {become}") if limit else ())]
