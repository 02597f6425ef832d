# status: error
# needs: seccomp or no_new_privs
import os

os.chroot('/')
result = 6
