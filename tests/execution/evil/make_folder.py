# status: refused
import os

os.mkdir('/tmp/gift4code-evil')
result = 6
