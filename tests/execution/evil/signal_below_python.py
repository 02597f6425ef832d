# status: error
# needs: seccomp
import _signal
import os

info = _signal.pidfd_send_signal(os.pidfd_open(os.getppid(), 0), 0)
result = 6
