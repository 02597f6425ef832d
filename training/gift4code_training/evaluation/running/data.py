"""Where a suite's data is, and which it was: SHA-256 of what was read."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from gift4code_training.evaluation.problem import EvaluationError

_NAMED = 8
_HUB = re.compile(r"hub:(?P<set>[\w.-]+/[\w.-]+)/(?P<file>[^@]+?)(?:@(?P<revision>[\w./-]+))?")


def located(given: str) -> Path:
    """A path, or a file of a data set on the Hugging Face hub: ``hub:OWNER/SET/FILE@REVISION``, kept in its cache.

    ``HF_ENDPOINT`` and ``HF_TOKEN`` are the hub's own settings.

    Raises:
        EvaluationError: the hub does not give it.
    """
    found = _HUB.fullmatch(given)
    if found is None:
        return Path(given)
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import HfHubHTTPError

    try:
        return Path(hf_hub_download(found["set"], found["file"], repo_type="dataset", revision=found["revision"]))
    except (OSError, HfHubHTTPError, ValueError) as error:
        said = str(error).strip().partition("\n")[0]
        raise EvaluationError(f"the hub does not give {given}: {said} Give a path to the data instead.") from error


def checksums(path: Path) -> dict[str, str]:
    """File name -> digest; a folder of many files has one digest over their names and contents.

    Raises:
        EvaluationError: nothing is there, or it cannot be read.
    """
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    try:
        found = {str(each.relative_to(path)) if path.is_dir() else each.name: _digest(each) for each in files}
    except OSError as error:
        raise EvaluationError(
            f"the data {path} cannot be read: {error.strerror}; give the path of the suite's data."
        ) from error
    if not found:
        raise EvaluationError(f"the folder {path} is empty; give the path of the suite's data.")
    if len(found) <= _NAMED:
        return found
    together = "\n".join(f"{digest} {name}" for name, digest in found.items())
    return {f"{path.name}/ ({len(found)} files)": hashlib.sha256(together.encode("utf-8")).hexdigest()}


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(2**20):
            digest.update(part)
    return digest.hexdigest()
