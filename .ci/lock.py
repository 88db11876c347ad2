"""Print constraints.txt: the exact version of every package installed beside this one, by name.

Left out are pip, this project, what torch needs for a GPU, and the local part of a version (+cpu): another machine has
another wheel of the same release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import metadata

HEAD = """\
# The versions Cuttings is tested with: what it imports, and all that this needs. `make lock` writes this file.
# setuptools is what torch needs at run time; it is older than it could be for the sake of sumy (`evaluate`) alone.
"""
LEFT_OUT = re.compile(r"(pip|wheel|cuttings|triton|(nvidia|cuda)-.*)")


def pins() -> Iterator[str]:
    """`name==version` of each, by name."""
    found = {re.sub(r"[-_.]+", "-", each.name).lower(): each.version for each in metadata.distributions()}
    return (f"{name}=={found[name].partition('+')[0]}" for name in sorted(found) if not LEFT_OUT.fullmatch(name))


if __name__ == "__main__":
    print(HEAD + "\n".join(pins()))
