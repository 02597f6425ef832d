# status: memory or timeout
import pickle

result = pickle.loads(b'\x80\x04' + b'C\x01x' + b'\x94' + b'(' + b'h\x00' * 2**26 + b't.')
