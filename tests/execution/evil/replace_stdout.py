# status: wrong or killed
import sys


class Long(list):
    def __iter__(self):
        yield 'x' * 10**7


sys.stdout.left = 10**9
sys.stdout.parts = Long()
print('x' * 10**7)
result = -1
