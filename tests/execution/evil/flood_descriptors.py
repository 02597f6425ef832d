# status: wrong
import os

for number in (0, 1, 2):
    for _ in range(3000):
        os.write(number, b'x' * 1000)
result = -1
