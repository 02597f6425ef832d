# status: error
# needs: landlock or seccomp
from multiprocessing import shared_memory

shared_memory.SharedMemory('gift4code-evil', create=True, size=4096)
result = 6
