# status: unserialisable or wrong
class Six:
    store = np.array([6])
    __array_interface__ = store.__array_interface__
    __array_struct__ = store.__array_struct__
    dtype = store.dtype
    ndim = 0
    shape = ()

    def item(self):
        return 6


result = Six()
