# status: killed
from numpy.lib.stride_tricks import as_strided

start = np.zeros(8, dtype='uint8')
view = as_strided(start, shape=(2**46,), strides=(1,))
result = 6
view[2**34:2**46] = 6
