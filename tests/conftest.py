"""What all tests share."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

# Not in the project's folder, where pytest would warn of it; and no deadline, since the machine may be busy.
set_hypothesis_home_dir(Path(tempfile.gettempdir(), "cuttings-hypothesis"))
settings.register_profile("cuttings", deadline=None)
settings.load_profile("cuttings")
