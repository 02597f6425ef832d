# status: unserialisable or wrong
class NAType:
    __module__ = 'pandas._libs.missing'

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 6


class int(NAType):
    __module__ = 'builtins'


result = int()
