# status: unserialisable
import threading

result = {'a': threading.Lock(), 'b': 6}
