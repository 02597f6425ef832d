# status: error
input()
result = 6
