"""``%config Gift4Code``: what a shell's requests are where their line does not say."""

from __future__ import annotations

from traitlets import Bool, Enum, Float, Int, Unicode
from traitlets.config import Configurable

from gift4code_ext.policy import SAMPLES
from gift4code_ext.spec.sharing import Level


class Gift4Code(Configurable):
    """Defaults of ``%gift4code``."""

    n = Int(16, min=1, max=SAMPLES, help="Candidates to ask for.").tag(config=True)
    seconds = Float(10.0, min=0.1, max=600.0, help="Time to spend on a request.").tag(config=True)
    level = Enum(
        [level.value for level in Level], Level.SCHEMA.value, help="What may leave the kernel, from least to most."
    ).tag(config=True)
    insert = Bool(True, help="Put the cell below the request.").tag(config=True)
    keep_values = Bool(False, help="Keep values of data in the card when the notebook is saved.").tag(config=True)
    live_card = Bool(True, help="Show the live card; otherwise one of HTML, whose values the notebook keeps.").tag(
        config=True
    )
    locale = Unicode("", help="Language of the live card, such as zh_CN; empty for that of the front end.").tag(
        config=True
    )


def settings_of(shell: object) -> Gift4Code:
    """The settings of a shell, which ``%config`` finds from now on."""
    configurables: list[object] = shell.configurables  # type: ignore[attr-defined]
    found = next((each for each in configurables if isinstance(each, Gift4Code)), None)
    if found is None:
        found = Gift4Code(parent=shell)
        configurables.append(found)
    return found


def forget_settings(shell: object) -> None:
    """Take the settings from a shell."""
    configurables: list[object] = shell.configurables  # type: ignore[attr-defined]
    configurables[:] = [each for each in configurables if not isinstance(each, Gift4Code)]
