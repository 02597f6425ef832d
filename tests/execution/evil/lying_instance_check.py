# status: unserialisable or wrong
class Any(type):
    def __instancecheck__(cls, instance):
        return True

    def __subclasscheck__(cls, other):
        return True

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(int)


class Six(metaclass=Any):
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 6


result = Six()
