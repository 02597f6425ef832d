"""The IPython side: the magics and the card they show. Imports neither torch nor jupyter_server."""
