"""Property tests explore at random on a desk and repeat the same examples where ``CI`` is set."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("repeat", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("repeat")
