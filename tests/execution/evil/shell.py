# status: refused
import os

os.popen('true').read()
os.system('true')
result = 6
