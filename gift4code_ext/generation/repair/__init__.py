"""Repair: single edits of failing candidates, guided by what is wrong with their values, best first. Nothing runs here.

Two edits are edits of what came of one: run the repaired programs and pass the best of them in again.
"""

from gift4code_ext.generation.repair.alternatives import alternatives
from gift4code_ext.generation.repair.edit import Repaired
from gift4code_ext.generation.repair.neighbours import repairs

__all__ = ["Repaired", "alternatives", "repairs"]
