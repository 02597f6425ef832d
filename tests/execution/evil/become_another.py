# status: error
# needs: seccomp or no_new_privs
import os

os.setgid(os.getgid() + 1)
os.setuid(os.getuid() + 1)
result = 6
