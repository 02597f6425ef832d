# status: unserialisable or timeout or wrong
class Endless(list):
    def __len__(self):
        return 2**62

    def __iter__(self):
        while True:
            yield 6


result = Endless([-1])
