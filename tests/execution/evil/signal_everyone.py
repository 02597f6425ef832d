# status: refused
import os

os.kill(-1, 0)  # whoever may send 0 could send 9
result = 6
