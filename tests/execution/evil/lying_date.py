# status: unserialisable or wrong
import datetime


class Moment(datetime.datetime):
    def to_pydatetime(self, warn=True):
        return 6

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 6


result = Moment(2020, 1, 1)
