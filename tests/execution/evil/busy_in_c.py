# status: timeout
import itertools

result = sum(itertools.repeat(1))
