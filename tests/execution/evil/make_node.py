# status: error
# needs: landlock or seccomp
import os

os.mkfifo('/tmp/gift4code-evil')
result = 6
