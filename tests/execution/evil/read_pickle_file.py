# status: refused
pd.read_pickle('/etc/hostname')
result = 6
