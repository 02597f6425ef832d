# status: unserialisable
result = (number for number in [6])
