# status: unserialisable or wrong
class Bomb:
    def __reduce__(self):
        return (exec, ("import os; os._exit(0)",))

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 6


result = [Bomb()]
