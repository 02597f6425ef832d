# status: error
# needs: seccomp
import os

try:
    os.setpgid(0, 0)
except PermissionError:
    os.setsid()
os.setsid()
result = 6
