# status: error or refused
pd.read_csv(f'http://127.0.0.1:{port}/table.csv')
result = 6
