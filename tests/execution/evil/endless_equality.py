# status: unserialisable or timeout
class Never(int):
    def __eq__(self, other):
        while True:
            pass

    def __hash__(self):
        while True:
            pass

    def __float__(self):
        while True:
            pass


result = Never(6)
