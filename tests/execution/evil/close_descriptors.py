# status: killed
import os

os.closerange(3, 2000)
result = 6
