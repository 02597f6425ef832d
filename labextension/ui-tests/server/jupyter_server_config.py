"""Of the browser tests' server; never of another one, for it takes away what protects a server."""

import os

from jupyterlab.galata import configure_jupyter_server

c = get_config()  # type: ignore[name-defined]  # noqa: F821
configure_jupyter_server(c)
c.ServerApp.port = int(os.environ["UI_TESTS_PORT"])
c.ServerApp.log_level = "ERROR"
