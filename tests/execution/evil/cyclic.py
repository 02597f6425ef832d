# status: unserialisable
result = []
result.append(result)
