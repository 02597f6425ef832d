# status: unserialisable or wrong
class Equal:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash(6)


result = Equal()
