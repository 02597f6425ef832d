# status: wrong
result = 'x' * 10**7
