# status: refused
import ctypes

CLONE_NEWUSER, CLONE_NEWNS = 0x10000000, 0x00020000
libc = ctypes.CDLL(None)
libc.unshare(CLONE_NEWUSER | CLONE_NEWNS)
libc.mount(b'none', b'/gift4code-evil', b'tmpfs', 0, None)
result = 6
