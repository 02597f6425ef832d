# status: wrong
df.drop(df.index, inplace=True)
result = len(df)
