# status: refused
result = len(open('/etc/passwd').read()) * 0 + 6
