# status: wrong
# wanted: frame
right = pd.DataFrame({'a': [1, 2, 3], 'b': [2, 4, 6]})
result = pd.DataFrame({'a': [0, 0, 0], 'b': [0, 0, 0]})
for name in ('items', 'equals', 'to_numpy', 'copy', 'head', '__len__'):
    object.__setattr__(result, name, getattr(right, name))
