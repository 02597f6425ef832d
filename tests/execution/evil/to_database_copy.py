# status: error
# needs: landlock or seccomp
import os
import sqlite3

with sqlite3.connect(':memory:') as source:
    source.execute('create table t (a)')
    source.execute('vacuum into ?', (os.path.join(outside, 'gift4code-evil'),))
result = 6
