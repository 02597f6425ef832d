# status: wrong or unserialisable
# wanted: frame
import copyreg

right = pd.DataFrame({'a': [1, 2, 3], 'b': [2, 4, 6]})


class Wrong:
    def __reduce__(self):
        return (eval, ("__import__('os')._exit(0)",))


result = pd.DataFrame({'a': [Wrong(), Wrong(), 3], 'b': [0, 0, 0]}, dtype=object)
pd.DataFrame.__reduce__ = pd.DataFrame.__reduce_ex__ = lambda *a: (eval, ("__import__('os')._exit(0)",))
copyreg.pickle(pd.DataFrame, lambda frame: (exec, ('raise SystemExit',)))
