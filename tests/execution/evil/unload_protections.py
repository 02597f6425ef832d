# status: refused
import ctypes
import os

PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None)
libc.prctl(PR_SET_PDEATHSIG, 0)
libc.setsid()
result = 6
