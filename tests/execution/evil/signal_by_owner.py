# status: error
# needs: seccomp
import fcntl
import os

read, write = os.pipe()
fcntl.fcntl(read, 8, os.getppid())
result = 6
