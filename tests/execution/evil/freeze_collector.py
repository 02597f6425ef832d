# status: wrong
import gc

gc.disable()
gc.set_debug(gc.DEBUG_SAVEALL)
for _ in range(1000):
    loop = []
    loop.append(loop)
gc.collect()
result = len(gc.garbage) * 0 - 1
