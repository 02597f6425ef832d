# status: refused
import os

number = os.open(os.path.join(outside, 'canary'), os.O_WRONLY | os.O_APPEND)
os.write(number, b'x')
result = 6
