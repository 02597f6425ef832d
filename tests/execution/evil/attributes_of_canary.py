# status: refused
import os

os.setxattr(os.path.join(outside, 'canary'), 'user.evil', b'x')
result = 6
