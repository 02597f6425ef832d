# status: error
# needs: seccomp
import _posixsubprocess
import os
import sys

read, write = os.pipe()
_posixsubprocess.fork_exec(
    [b'/bin/sleep', b'600'], [b'/bin/sleep'], True, (), None, None,
    -1, -1, -1, -1, -1, -1, read, write, False, False, *([-1] if sys.version_info >= (3, 11) else []),
    None, None, None, -1, None, *([False] if sys.version_info >= (3, 11) else []),
)
result = 6
