# status: unserialisable or timeout or memory
result = [6]
for _ in range(60):
    result = [result, result]
