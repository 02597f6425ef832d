# status: wrong or unserialisable or memory
result = range(2**62)
