# status: unserialisable or wrong
# wanted: frame
class Number(float):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return 6

    def __float__(self):
        return 6.0

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__


cells = [Number(0)] * 3
result = pd.DataFrame({'a': pd.Series(cells, dtype=object), 'b': pd.Series(cells, dtype=object)})
