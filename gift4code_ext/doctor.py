"""``gift4code doctor``: which model, runtime and protections are active here, and why not where they are not."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from gift4code_ext import __version__
from gift4code_ext.errors import Gift4CodeError

_PACKAGES = (
    "pandas",
    "numpy",
    "ipykernel",
    "ipython",
    "httpx",
    "onnxruntime",
    "tokenizers",
    "jupyterlab",
    "torch",
    "transformers",
    "peft",
)
_BUILD = "install a released wheel, or run `make lab` in the checkout, where Node 20 or newer is on the PATH"


@dataclass(frozen=True)
class Finding:
    """One line of the report. ``is_well`` is None where there is nothing to judge."""

    name: str
    text: str
    is_well: bool | None = None


def model_findings() -> list[Finding]:
    """The model that an ask would use, and the hosts that run."""
    from gift4code_ext.generation.client import from_environment, template_of
    from gift4code_ext.host import launch, models

    endpoint = from_environment()
    found: list[Finding] = []
    if endpoint is not None:
        what = f"{endpoint.model or 'its first model'} at {endpoint.shown} (GIFT4CODE_BASE_URL)"
        try:
            found.append(Finding("model", f"{what}, template {template_of(endpoint)}", True))
        except Gift4CodeError as error:
            found.append(Finding("model", f"{what}: {error}", False))
    try:
        files = models.bundled()
        files.verify()
        size = sum(path.stat().st_size for path in files.directory.iterdir() if path.is_file()) / 1e6
        text = f"{files.id}, template {files.template}, {size:.0f} MB, files as they were exported"
        found.append(Finding("bundled model", text, True))
    except Gift4CodeError as error:
        found.append(Finding("bundled model", str(error), False))
    try:
        running = launch.running()
        told = ", ".join(f"{address.model} at {address.base_url} (process {address.pid})" for address in running)
        found.append(Finding("model host", told or "none is running; the next ask starts one"))
    except Gift4CodeError as error:
        found.append(Finding("model host", str(error), False))
    return found


def browser_findings() -> list[Finding]:
    """The parts that browsers run, as this environment would serve them; an editable install builds none."""
    from jupyter_core.paths import jupyter_path

    places = [Path(place, "@gift4code", "jupyterlab", "package.json") for place in jupyter_path("labextensions")]
    panel = next((place for place in places if place.is_file()), None)
    card = Path(__file__).parent / "kernel" / "static" / "card.js"
    return [
        Finding("JupyterLab panel", str(panel.parent) if panel else f"NOT installed: {_BUILD}", panel is not None),
        Finding(
            "answer card", str(card) if card.is_file() else f"NOT built, plain HTML instead: {_BUILD}", card.is_file()
        ),
    ]


def version_findings() -> list[Finding]:
    """Python, the system, and the packages that matter."""
    found = [Finding("python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")]
    found.append(Finding("gift4code", __version__))
    for name in _PACKAGES:
        try:
            found.append(Finding(name, metadata.version(name)))
        except metadata.PackageNotFoundError:
            found.append(Finding(name, "not installed"))
    return found


def protection_findings() -> list[Finding]:
    """What holds around a candidate while it runs, tried out in a throw-away process."""
    from gift4code_ext.execution import protections

    return [
        Finding(layer.name, f"{'active' if layer.active else 'NOT active'}: {layer.why}", layer.active)
        for layer in protections()
    ]


def as_text(title: str, findings: list[Finding]) -> str:
    """A titled block of aligned lines."""
    width = max(len(finding.name) for finding in findings)
    return "\n".join([title, *(f"  {finding.name:<{width}}  {finding.text}" for finding in findings)])
