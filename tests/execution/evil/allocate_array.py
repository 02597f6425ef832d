# status: memory
result = np.ones(3_000_000_000)
