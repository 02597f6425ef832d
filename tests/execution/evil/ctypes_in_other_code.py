# status: refused
exec(compile('import ctypes\nresult = 6 if ctypes.CDLL(None).getpid() else 0', 'other.py', 'exec'))
