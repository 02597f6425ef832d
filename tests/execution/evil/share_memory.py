# status: error
# needs: landlock or seccomp
import _posixshmem
import os

_posixshmem.shm_open('/gift4code-evil', os.O_CREAT | os.O_RDWR, mode=0o600)
result = 6
