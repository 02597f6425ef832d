# status: memory or timeout
parts = []
while True:
    parts.append(bytearray(2**24))
