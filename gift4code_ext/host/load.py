"""Files -> a model that is ready to generate; the engines are imported only when they are used."""

from __future__ import annotations

from gift4code_ext.host.backend import Model
from gift4code_ext.host.errors import ModelFilesError
from gift4code_ext.host.models import ModelFiles


def load(files: ModelFiles) -> Model:
    """Open a model; raises ModelFilesError naming the damaged file or the extra to install."""
    files.verify()
    if files.engine == "onnx":
        from gift4code_ext.host.onnx_model import OnnxModel

        return OnnxModel(files)
    try:
        from gift4code_ext.host.transformers_model import TransformersModel

        return TransformersModel(files)
    except ImportError as error:
        raise ModelFilesError(
            f"The model {files.directory} needs {error.name}, which is not installed; pip install 'gift4code[local]'."
        ) from error
