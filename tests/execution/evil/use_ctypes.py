# status: refused
import ctypes

ctypes.CDLL(None).getpid()
result = 6
