# status: wrong or memory or timeout
result = ['x' * 10**6] * 10**4
