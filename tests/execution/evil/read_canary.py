# status: refused
import os

result = 6 if open(os.path.join(outside, 'canary')).read() else -1
