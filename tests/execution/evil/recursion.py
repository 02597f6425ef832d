# status: error
def down(depth):
    return down(depth + 1)


result = down(0)
