"""Jobs for the tests; the worker finds them as ``gift4code_ext.sample_jobs``."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from gift4code_ext.spec.check import check
from gift4code_ext.spec.model import Output

Tell = Callable[[Mapping[str, Any]], None]


def evaluate(frames: Mapping[str, Any], output: Output, argument: Mapping[str, Any], tell: Tell) -> None:
    for program in argument["programs"]:
        value = eval(program, {"pd": pd, **frames})
        tell({"program": program, "passed": check(value, output).passed})


def count_for_ever(frames: Mapping[str, Any], output: Output, argument: Mapping[str, Any], tell: Tell) -> None:
    number = 0
    while True:
        tell({"number": number, "pid": os.getpid()})
        number += 1
        time.sleep(0.01)


def end(frames: Mapping[str, Any], output: Output, argument: Mapping[str, Any], tell: Tell) -> None:
    tell({"pid": os.getpid()})
    match argument["how"]:
        case "raise":
            raise ValueError("no such program")
        case "memory":
            bytearray(2**42)
        case "exit":
            os._exit(3)
        case "socket":
            socket.socket()
        case "write":
            open("/tmp/gift4code-job", "w").close()
