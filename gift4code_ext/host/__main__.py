"""``python -m gift4code_ext.host``: host a model in this process until it is idle or told to stop."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.host.models import resolve
from gift4code_ext.host.runtime import Address, Place
from gift4code_ext.host.serve import idle_seconds, serve


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the host in the foreground; returns the exit status."""
    description = "Serve a model to OpenAI-compatible clients on 127.0.0.1."
    parser = argparse.ArgumentParser(prog="gift4code serve", description=description)
    parser.add_argument("--model", help="model or adapter directory (default: the bundled model)")
    parser.add_argument("--adapter", help="PEFT adapter directory to put on the model")
    parser.add_argument("--port", type=int, default=0, help="port (default: a free one)")
    parser.add_argument(
        "--idle", type=float, help="stop after this many seconds without a request, 0 for never (default: 900)"
    )
    chosen = parser.parse_args(arguments)
    try:
        idle = idle_seconds() if chosen.idle is None else chosen.idle
        serve(resolve(chosen.model, chosen.adapter), port=chosen.port, idle=idle, ready=_announce)
    except Gift4CodeError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _announce(address: Address, spot: Place) -> None:
    print(f"Serving {address.model} at {address.base_url}; the token is in {spot.entry}.", flush=True)


if __name__ == "__main__":
    sys.exit(main())
