"""Untrusted code, beside the kernel and never in it: candidate cells run in confined processes and are checked there.

A safety net, not a jail: it keeps a model's mistakes from costing anything, and makes no promise against an attacker.
"""

from gift4code_ext.execution.limits import Limits, Protection, protections
from gift4code_ext.execution.outcome import ExecutionError, Outcome, Preview, Status
from gift4code_ext.execution.runner import Runner

__all__ = ["ExecutionError", "Limits", "Outcome", "Preview", "Protection", "Runner", "Status", "protections"]
