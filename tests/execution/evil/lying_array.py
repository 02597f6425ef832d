# status: unserialisable or wrong
class Lie(np.ndarray):
    ndim = 0
    shape = ()

    def item(self):
        return 6

    def tolist(self):
        return 6

    def __eq__(self, other):
        return True


result = np.zeros(3).view(Lie)
