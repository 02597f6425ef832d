# status: refused
result = -1
memory = open('/proc/self/mem', 'r+b')
memory.seek(id(result))
memory.write(b'\0' * 32)
