# status: wrong or timeout
import sys
import threading

result = [-1, -1]


def swap():
    while True:
        result[:] = [6]
        result[:] = [-1, -1]


sys.setswitchinterval(1e-6)
threading.Thread(target=swap, daemon=True).start()
while len(result) != 2:
    pass
result.extend([-1] * 10)
result = tuple(result)
