# status: refused
import sqlite3

sqlite3.connect('/tmp/gift4code-evil').execute('create table t (a)')
result = 6
