# status: memory or wrong or timeout
result = np.broadcast_to(np.int8(6), (2**20, 2**20))
