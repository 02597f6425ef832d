# status: error
import os

kept = [os.open(os.__file__, os.O_RDONLY) for _ in range(5000)]
result = 6
