# status: refused
import os

for home in ('/root', os.path.expanduser('~'), '/home'):
    open(os.path.join(home, '.ssh', 'id_rsa')).read()
result = 6
