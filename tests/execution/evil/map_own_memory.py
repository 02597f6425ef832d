# status: refused
np.memmap('/proc/self/mem', dtype='uint8', mode='r+', shape=(4096,))
result = 6
