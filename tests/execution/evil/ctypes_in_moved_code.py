# status: refused
import os


def work():
    import ctypes
    return ctypes.CDLL(None).getpid() and 6


work.__code__ = work.__code__.replace(co_filename=os.__file__)
result = work()
