# status: unserialisable or wrong
# wanted: frame
right = pd.DataFrame({'a': [1, 2, 3], 'b': [2, 4, 6]})


class Lie(pd.DataFrame):
    columns = property(lambda self: right.columns)
    index = property(lambda self: right.index)
    shape = property(lambda self: (3, 2))
    dtypes = property(lambda self: right.dtypes)
    iloc = property(lambda self: right.iloc)
    loc = property(lambda self: right.loc)

    def __getitem__(self, key):
        return right[key]

    def __len__(self):
        return 3

    def items(self):
        return right.items()

    def equals(self, other):
        return True


result = Lie()
