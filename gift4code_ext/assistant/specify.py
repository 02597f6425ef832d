"""The first steps of an ask: the inputs are read and the specification is computed."""

from __future__ import annotations

import time

from gift4code_ext.assistant.progress import Progress
from gift4code_ext.generation.events import Read, Specified
from gift4code_ext.spec.infer import facts, summary_sentence
from gift4code_ext.spec.model import Spec
from gift4code_ext.spec.privacy.levels import levels
from gift4code_ext.spec.read import Caps, read
from gift4code_ext.spec.sharing import ROWS, Sharing


def specify(progress: Progress, sharing: Sharing) -> Spec:
    """Read the inputs, compute what is known of the output, and say both.

    Raises:
        LevelError: ``sharing`` names a frame or column that does not exist.
    """
    request = progress.request
    caps = Caps(sample=max(ROWS, sharing.rows))
    variables = tuple(read(value, name, caps=caps) for name, value in request.frames.items())
    levels(variables, sharing)
    progress.tell(Read(variables, time.monotonic() - progress.started))
    known = facts(request.output, request.frames)
    if request.output.given:
        progress.said = " ".join(filter(None, (summary_sentence(known), request.output.summary)))
    progress.tell(Specified(request.output, known, progress.said))
    progress.spec = Spec(request.intent, variables, request.output, request.context, known)
    return progress.spec
