# status: refused
open('/tmp/gift4code-evil', 'w').write('x')
result = 6
