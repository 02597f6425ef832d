# status: wrong
import sys
import warnings

for number in range(3000):
    sys.stderr.write('x' * 1000)
    warnings.warn('x' * 1000 + str(number), stacklevel=1)
result = -1
