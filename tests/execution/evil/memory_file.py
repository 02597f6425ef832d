# status: error
# needs: seccomp
import os

with os.fdopen(os.memfd_create('evil'), 'wb') as file:
    file.write(b'x' * 2**20)
result = 6
