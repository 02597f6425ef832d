# status: refused
text = open('/proc/self/environ').read()
result = 6 if 'canary' in text else -1
