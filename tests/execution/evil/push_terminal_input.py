# status: error
import fcntl
import termios

for character in b'true\n':
    fcntl.ioctl(0, termios.TIOCSTI, bytes([character]))
result = 6
