# status: wrong
import atexit
import time

atexit.register(time.sleep, 600)
result = -1
