# status: unserialisable or wrong
class Text(str):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return hash(6)

    def strip(self, *a):
        return '6'


result = Text('no')
