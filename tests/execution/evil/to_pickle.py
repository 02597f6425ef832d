# status: refused
import os

df.to_pickle(os.path.join(outside, 'gift4code-evil'))
result = 6
