"""As another processor would compute it: the environment in which every library takes its plainest kernels.

    python -m tests.other_cpu COMMAND...    run a command in it

The last bits of a float, and so the order of near-equal scores, differ between processors with SSE, AVX2 and AVX-512,
and by the number of threads. The tests must pass on all of them; this stands for another one, on any machine.
"""

from __future__ import annotations

import os
import platform
import sys

from numpy._core import _multiarray_umath as numpy_core

_X86 = {
    "ONEDNN_MAX_CPU_ISA": "SSE41",
    "MKL_ENABLE_INSTRUCTIONS": "SSE4_2",  # on Intel's own
    "MKL_CBWR": "COMPATIBLE",  # on others
    "OPENBLAS_CORETYPE": "Nehalem",  # both numpy's and faiss's
}


def environment() -> dict[str, str]:
    """What to set. numpy warns of a feature that this processor lacks, so only those it has are switched off."""
    dispatched = [name for name in numpy_core.__cpu_dispatch__ if numpy_core.__cpu_features__.get(name)]
    return {
        "ATEN_CPU_CAPABILITY": "default",
        "FAISS_SIMD_LEVEL": "NONE",
        "NPY_DISABLE_CPU_FEATURES": " ".join(dispatched),
        "OMP_NUM_THREADS": "1",
        **(_X86 if platform.machine() in ("x86_64", "AMD64") else {}),
    }


if __name__ == "__main__":
    os.execvpe(sys.argv[1], sys.argv[1:], os.environ | environment())
