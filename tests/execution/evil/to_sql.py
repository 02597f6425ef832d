# status: refused
import os
import sqlite3

df.to_sql('t', sqlite3.connect(os.path.join(outside, 'gift4code-evil')))
result = 6
