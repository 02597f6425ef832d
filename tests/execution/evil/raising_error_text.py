# status: error
class Odd(BaseException):
    def __str__(self):
        raise SystemExit(0)

    def __repr__(self):
        raise KeyboardInterrupt


raise Odd
