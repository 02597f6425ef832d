# status: refused
import os

np.fromfile(os.path.join(outside, 'canary'), dtype='uint8')
result = 6
