"""A PEFT adapter on the model it was tuned on, with a place for every weight."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gift4code_ext.host.errors import first_line


class Misfit(Exception):
    """An adapter that is not of this model, or cannot be read; the text is the reason."""


def adapted(model: Any, adapter: Path) -> Any:
    """The model with the adapter on it, a ``PeftModel``.

    PEFT only warns of weights that find no place and of places that find no weights, and what answers then is the base
    or something in between.

    Raises:
        Misfit: see there.
    """
    from peft import PeftModel, get_peft_model_state_dict
    from peft.utils import load_peft_weights

    try:
        found = load_peft_weights(str(adapter), device="cpu").keys()
        put = PeftModel.from_pretrained(model, str(adapter))
        places = get_peft_model_state_dict(put, save_embedding_layers=False).keys()
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise Misfit(first_line(error)) from error
    others = (places - found) | (found - places - put.state_dict().keys())  # embeddings are tuned in their own place
    if others:
        raise Misfit(f"only one of them has {min(others)}")
    return put
