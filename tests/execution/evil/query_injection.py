# status: refused
import os

df.query('a > @os.system("true")')
result = 6
