# status: unserialisable
result = df.groupby('a')
