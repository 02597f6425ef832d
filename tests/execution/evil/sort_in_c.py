# status: timeout
text = ['a' * 200_000 + str(number % 7) for number in range(40)] * 40_000
text.sort(key=None)
text.sort(reverse=True)
while True:
    text.sort()
    text.reverse()
