# status: killed
import os

result = 6
os._exit(0)
