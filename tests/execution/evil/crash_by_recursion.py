# status: killed or error or timeout or memory
import sys

sys.setrecursionlimit(10**9)


def down(depth):
    return [*map(down, [depth + 1])]


result = down(0)
