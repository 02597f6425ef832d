# status: error
# needs: seccomp
import os

os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)
os.sched_setaffinity(os.getppid(), {0})
result = 6
