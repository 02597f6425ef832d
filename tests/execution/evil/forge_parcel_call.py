# status: unserialisable or killed or wrong
import json
import os

parcel = b"cposix\n_exit\n(I0\ntR."
header = json.dumps({'seconds': 0.0, 'stdout': '', 'value_type': 'int', 'sizes': [len(parcel)]}).encode()
result = -1
for descriptor in range(3, 1100):
    try:
        os.write(descriptor, len(header).to_bytes(4, 'big') + header + parcel)
    except OSError:
        continue
