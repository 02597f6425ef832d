# status: unserialisable or wrong
import decimal


class Number(decimal.Decimal):
    def __eq__(self, other):
        return True

    def __float__(self):
        return 6.0

    def __hash__(self):
        return 6


result = Number(-1)
