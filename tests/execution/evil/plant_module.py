# status: refused
import os

with open(os.path.join(os.getcwd(), 'json.py'), 'w') as file:
    file.write('')
result = 6
