# status: wrong
result = 7 ** 200_000
