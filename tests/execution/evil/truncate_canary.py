# status: refused
import os

os.truncate(os.path.join(outside, 'canary'), 0)
result = 6
