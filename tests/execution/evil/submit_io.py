# status: refused
import ctypes

IO_URING_SETUP, USERFAULTFD = 425, 323
parameters = ctypes.create_string_buffer(256)
for number in (IO_URING_SETUP, USERFAULTFD):
    ctypes.CDLL(None).syscall(number, 8, parameters)
result = 6
