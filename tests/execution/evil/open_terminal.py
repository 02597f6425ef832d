# status: refused
open('/dev/tty', 'w').write('x')
result = 6
