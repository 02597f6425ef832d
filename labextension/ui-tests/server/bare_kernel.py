"""A Python kernel as it is in an environment to which gift4code is not installed."""

from __future__ import annotations

import sys

from ipykernel.kernelapp import IPKernelApp

if __name__ == "__main__":
    sys.modules["gift4code_ext"] = None  # type: ignore[assignment]  # importing it fails as if it were not there
    IPKernelApp.launch_instance()
