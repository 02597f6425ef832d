# status: error
# needs: seccomp
import os

os.mkfifo('/tmp/gift4code-evil')
result = 6
