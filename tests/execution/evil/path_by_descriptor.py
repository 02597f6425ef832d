# status: refused
import os

folder = os.open(os.path.dirname(os.__file__), os.O_RDONLY)
number = os.open('../../../../../etc/passwd', os.O_RDONLY, dir_fd=folder)
result = 6 if b'root' in os.read(number, 100) else -1
