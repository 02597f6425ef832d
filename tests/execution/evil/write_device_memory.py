# status: refused
open('/dev/shm/gift4code-evil', 'w').write('x')
result = 6
