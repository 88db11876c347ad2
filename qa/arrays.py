"""The arrays that travel between the steps. Apart from the other types, which need no numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]  # (n, d), unit rows
Rows = NDArray[np.int64]  # (n,) row numbers of an index
Mask = NDArray[np.bool_]  # (n,) which rows may be returned
