# status: refused
import pty

pty.spawn(['/bin/true'])
result = 6
