"""The texts of the settings in the person's language.

JupyterLab's server puts settings schemas into words by the catalogues of its language packs alone. A package's own
catalogue, which it hands to the browser, is not among them; so it is told of ours here.
"""

from __future__ import annotations

import json
from contextlib import suppress
from gettext import NullTranslations
from importlib.util import find_spec
from pathlib import Path

DOMAIN = "gift4code"
_LOCALES = Path(__file__).resolve().parent.parent / "locale"
_CONTEXT = "\x04"  # stands between a context and a text


class _Catalogue(NullTranslations):
    """A catalogue as JupyterLab's browser side reads it, for those who ask in Python."""

    def __init__(self, texts: dict[str, list[str]]) -> None:
        super().__init__()
        self._texts = texts

    def gettext(self, message: str) -> str:
        return self._texts.get(message, [message])[0]

    def pgettext(self, context: str, message: str) -> str:
        return self._texts.get(f"{context}{_CONTEXT}{message}", [message])[0]


def teach() -> None:
    """Have JupyterLab's server look up the texts of our settings in our catalogue, where it has the language."""
    if find_spec("jupyterlab_server") is None:
        return
    from jupyterlab_server.translation_utils import TranslationBundle, translator

    class Ours(TranslationBundle):
        def update_locale(self, locale_: str) -> None:
            super().update_locale(locale_)
            path = _LOCALES / locale_ / "LC_MESSAGES" / f"{DOMAIN}.json"
            if path.is_file():
                self._translator = _Catalogue(json.loads(path.read_text(encoding="utf-8")))

    with suppress(AttributeError):  # names of its own, which may change: texts in English are no reason to fail
        translator._TRANSLATORS[DOMAIN] = Ours(DOMAIN, translator._LOCALE)
