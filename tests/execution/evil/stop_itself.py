# status: error
# needs: seccomp
import signal

result = 6
signal.raise_signal(signal.SIGSTOP)
