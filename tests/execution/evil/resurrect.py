# status: wrong or timeout
import gc


class Undead:
    kept = []

    def __init__(self):
        self.me = self

    def __del__(self):
        Undead.kept.append(self)
        Undead()


for _ in range(1000):
    Undead()
gc.collect()
result = -1
