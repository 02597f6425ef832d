# status: memory
result = bytearray(20 * 2**30)
