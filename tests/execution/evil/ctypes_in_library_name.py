# status: refused
import os

code = compile('import ctypes\nresult = 6 if ctypes.CDLL(None).getpid() else 0', os.__file__, 'exec')
exec(code)
