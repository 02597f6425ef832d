# status: error
# needs: seccomp
import os

os.sched_setaffinity(os.getppid(), {0})
result = 6
