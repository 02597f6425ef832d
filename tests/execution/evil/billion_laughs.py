# status: memory or timeout
text = 'ha' * 10
result = 'x'
for _ in range(60):
    result = result * 10
