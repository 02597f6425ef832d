# status: killed
import os
import resource

try:
    resource.setrlimit(resource.RLIMIT_CORE, (2**30, 2**30))
except (OSError, ValueError):
    pass
result = 6
os.abort()
