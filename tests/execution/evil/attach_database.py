# status: error
# needs: landlock or seccomp
import os
import sqlite3

sqlite3.connect(':memory:').execute('attach ? as other', (os.path.join(outside, 'canary'),)).execute(
    'create table other.t (a)'
)
result = 6
