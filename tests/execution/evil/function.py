# status: unserialisable
result = lambda: 6
