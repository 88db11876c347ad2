from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.other_cpu import environment

pytestmark = pytest.mark.model  # in processes of its own, torch is loaded

ROOT = Path(__file__).parents[1]
FACTS = """
import json, faiss, numpy as np, torch
from numpy._core import _multiarray_umath as core
from threadpoolctl import threadpool_info
vectors = np.random.default_rng(0).standard_normal((40, 384), dtype=np.float32)
index = faiss.IndexFlatIP(384)
index.add(vectors)
print(json.dumps({
    "torch": torch.backends.cpu.get_cpu_capability(),
    "numpy": [name for name in core.__cpu_dispatch__ if core.__cpu_features__[name]],
    "openblas": sorted({item["architecture"] for item in threadpool_info() if "architecture" in item}),
    "faiss": faiss.SIMDConfig.get_level_name(),
    "threads": torch.get_num_threads(),
    "results": {
        "torch": torch.softmax(torch.from_numpy(vectors), dim=1).tolist(),
        "numpy": (vectors @ vectors[:5].T).tolist(),
        "faiss": index.search(vectors[:5], 40)[0].tolist(),
    },
}))
"""


def facts(*before: str) -> dict[str, object]:
    done = subprocess.run([*before, sys.executable, "-c", FACTS], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_every_library_computes_otherwise_and_nearly_the_same() -> None:
    if not environment()["NPY_DISABLE_CPU_FEATURES"]:
        pytest.skip("this processor has nothing that could be switched off")
    here, there = facts(), facts(sys.executable, "-m", "tests.other_cpu")
    assert (there["torch"], there["numpy"], there["faiss"], there["threads"]) == ("DEFAULT", [], "NONE", 1)
    assert here["torch"] != "DEFAULT"
    assert here["openblas"] != there["openblas"]
    for library, results in here["results"].items():
        assert results != there["results"][library], f"{library} computes the same to the last bit"
        np.testing.assert_allclose(results, there["results"][library], atol=1e-3)
