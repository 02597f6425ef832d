# status: memory
parts = []
while True:
    parts.append(bytearray(2**24))
