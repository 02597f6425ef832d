"""What a run came to, in a few lines for the terminal; the report says more."""

from __future__ import annotations

from collections.abc import Sequence

from gift4code_training.evaluation.metrics.intervals import Estimate, estimates
from gift4code_training.evaluation.metrics.scores import score
from gift4code_training.evaluation.results import Row, Run


def summary(run: Run, rows: Sequence[Row]) -> str:
    """The rates by specification kind with 95 % intervals over clusters, and what is not in them."""
    lines = [f"{run.suite} {run.version}, {run.model}: n = {run.n}, temperature = {run.temperature:g}"]
    for kind in run.kinds:
        of_kind = [row for row in rows if row.kind == kind]
        if of_kind:
            found = score(of_kind)
            measures = {f"pass@{k}": found.passing(k) for k in run.k} | {"executed": found.executed}
            told = ", ".join(f"{name} {_rate(each)}" for name, each in estimates(measures, found.clusters).items())
            lines.append(f"{kind:<9} {len(found.ids)} problems, {len(of_kind)} answers: {told}")
    if run.repairs:
        lines.append("mended: " + ", ".join(f"{name} {count}" for name, count in run.repairs.items()))
    if run.no_answers:
        lines.append(f"no answer, counted as not right: {run.no_answers} of {run.rows}")
    lines += [f"note: {note}" for note in run.remarks]
    return "\n".join(lines)


def _rate(found: Estimate) -> str:
    if found.value != found.value:
        return "-"
    interval = "" if found.low != found.low else f" [{100 * found.low:.1f}, {100 * found.high:.1f}]"
    return f"{100 * found.value:.1f} %{interval}"
