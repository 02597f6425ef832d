# status: memory or timeout
result = pd.Categorical.from_codes([0], range(10**8))
