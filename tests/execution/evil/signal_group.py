# status: refused
import os

os.killpg(os.getpgid(os.getppid()), 0)
result = 6
