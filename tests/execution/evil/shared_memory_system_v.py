# status: refused
import ctypes

libc = ctypes.CDLL(None)
libc.shmget(0x67346345, 4096, 0o1666)
result = 6
