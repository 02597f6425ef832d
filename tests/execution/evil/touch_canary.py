# status: refused
import os

os.utime(os.path.join(outside, 'canary'), (0, 0))
os.chmod(os.path.join(outside, 'canary'), 0o777)
result = 6
