# status: wrong or timeout
import threading
import time

try:
    for _ in range(5000):
        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
except (RuntimeError, MemoryError):
    pass
result = -1
