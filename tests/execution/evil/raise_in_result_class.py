# status: unserialisable or wrong
class Fatal:
    def __getattribute__(self, name):
        raise SystemExit(0)

    def __len__(self):
        raise SystemExit(0)


result = Fatal()
