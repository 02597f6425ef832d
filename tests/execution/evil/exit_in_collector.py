# status: killed
import gc
import os

gc.callbacks.append(lambda phase, info: os._exit(0))
gc.collect()
result = 6
