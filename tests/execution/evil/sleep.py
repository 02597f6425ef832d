# status: timeout
import time

time.sleep(600)
result = 6
