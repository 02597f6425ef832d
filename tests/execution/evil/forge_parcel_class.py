# status: unserialisable or killed or wrong
import json
import os

fraction, equal = b'cfractions\nFraction\n', b'X\x06\x00\x00\x00__eq__cbuiltins\nslice\n'
parcel = b'\x80\x04' + fraction + b'N}' + equal + b's\x86b0' + fraction + b'X\x01\x00\x00\x001\x85R.'
header = json.dumps({'seconds': 0.0, 'stdout': '', 'value_type': 'Fraction', 'sizes': [len(parcel)]}).encode()
result = -1
for descriptor in range(3, 1100):
    try:
        os.write(descriptor, len(header).to_bytes(4, 'big') + header + parcel)
    except OSError:
        continue
