"""The jupyter-server extension: policy, settings, keys, and the gateway through which kernels reach a model.

``jupyter server extension enable gift4code_ext.server`` switches it on; ``README.md`` is for administrators.
"""

from __future__ import annotations

from typing import Any

__all__ = ["_jupyter_server_extension_points"]


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    from gift4code_ext.server.app import Gift4Code

    return [{"module": "gift4code_ext.server", "app": Gift4Code}]
