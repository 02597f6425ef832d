# status: refused
import os

os.listdir('/')
result = 6
