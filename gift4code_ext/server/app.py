"""The extension: its configuration, and what lives as long as the server."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_data_dir
from jupyter_server.extension.application import ExtensionApp
from traitlets import Bool, Enum, Float, Integer, List, TraitError, Unicode

from gift4code_ext import policy
from gift4code_ext.server.inherited import Inherited, state, way
from gift4code_ext.server.keys import InKeyring
from gift4code_ext.server.open import Open
from gift4code_ext.server.routes import handlers
from gift4code_ext.server.settings import Settings, Stated
from gift4code_ext.server.texts import teach
from gift4code_ext.spec.sharing import Level


class Gift4Code(ExtensionApp):
    """Policy, endpoint and keys of gift4code, and the gateway through which kernels reach a model."""

    name = "gift4code"
    load_other_extensions = True

    hide = Bool(False, help="Switch gift4code off for everybody. GIFT4CODE_HIDE comes first.").tag(config=True)
    highest_level = Enum(
        [level.value for level in Level],
        Level.ROWS.value,
        help="The highest privacy level that a request may have. GIFT4CODE_HIGHEST_LEVEL comes first.",
    ).tag(config=True)
    most_samples = Integer(
        policy.SAMPLES,
        min=1,
        max=policy.SAMPLES,
        help="The most samples that a request may ask for. GIFT4CODE_MOST_SAMPLES comes first.",
    ).tag(config=True)
    models = List(
        Unicode(),
        help="Ids of the models that may be asked; none stands for any. GIFT4CODE_MODELS, with commas, comes first.",
    ).tag(config=True)
    endpoint = Enum(
        ["user-choice", "force-on", "force-off"],
        None,
        allow_none=True,
        help="""Who says where the model answers: user-choice, each person, with base_url as the default; force-on,
        base_url in any case; force-off, no endpoint, the local model only. By default user-choice, or force-on
        where GIFT4CODE_BASE_URL is set. GIFT4CODE_ENDPOINT comes first.""",
    ).tag(config=True)
    base_url = Unicode(
        help="""The OpenAI-compatible endpoint, such as http://127.0.0.1:8000/v1; empty is the local model.
        GIFT4CODE_BASE_URL comes first. Its key is GIFT4CODE_API_KEY, which no configuration holds."""
    ).tag(config=True)
    model = Unicode(
        help="""The endpoint's model; empty is its first one. Without base_url, the directory of a model for the local
        host; empty is the bundled one. GIFT4CODE_MODEL comes first."""
    ).tag(config=True)
    template = Unicode(help="The prompt template of the model, where the endpoint does not tell it.").tag(config=True)
    answer_seconds = Float(300.0, min=0.1, help="How long an endpoint may be silent before it is given up.").tag(
        config=True
    )
    key_store = Enum(
        ["file", "keyring"],
        "file",
        help="""Where keys are kept that people enter: in an owner-only file of Jupyter's data directory, or in the
        system's keyring through the package keyring, which may ask for a password on the server's screen.""",
    ).tag(config=True)

    _problem = ""
    _open: Open | None = None

    def _link_jupyter_server_extension(self, serverapp: Any) -> None:
        try:
            super()._link_jupyter_server_extension(serverapp)
        except TraitError as error:
            # an extension that is merely left out would leave all open that was meant to be forbidden
            self._problem = f"The configuration of gift4code cannot be read: {error}"
            self._linked = True

    def initialize_settings(self) -> None:
        """Build the rooms, open the gateway, and write into the environment what kernels inherit."""
        self._inherited = Inherited()
        settings = Settings.closed(self._problem) if self._problem else self._settings()
        self._inherited.change(state(settings))
        for text in (settings.problem, settings.remark):
            if text:
                self.log.error("gift4code: %s", text)
        assert self.serverapp is not None
        if settings.policy.hide:  # front ends read it before they draw anything
            self.serverapp.web_app.settings.setdefault("page_config_data", {})["gift4codeHide"] = True
        folder = Path(jupyter_data_dir()) / "gift4code"
        store = InKeyring() if self.key_store == "keyring" else None
        self._open = opened = Open.build(settings, folder, seconds=self.answer_seconds, store=store)
        self._inherited.change(way(opened.gateway.base_url, opened.gateway.token))

    def initialize_handlers(self) -> None:
        """Add the routes."""
        assert self._open is not None
        self.handlers.extend(handlers(self._open))
        teach()

    async def stop_extension(self) -> None:
        """Close the gateway and take back what was written into the environment."""
        if self._open is not None:
            await self._open.close()
        self._inherited.restore()

    def _settings(self) -> Settings:
        stated = {
            policy.HIDE: "1" if self.hide else "",
            policy.HIGHEST_LEVEL: self.highest_level,
            policy.MOST_SAMPLES: str(self.most_samples),
            policy.MODELS: ",".join(self.models),
            policy.ENDPOINT: self.endpoint or "",
        }
        return Settings.read(Stated(stated, self.base_url, self.model, self.template), os.environ)
