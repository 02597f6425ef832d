# status: unserialisable or timeout
class Key:
    def __hash__(self):
        return 6

    def __eq__(self, other):
        return self is other


result = {Key(): 6 for _ in range(1500)}
