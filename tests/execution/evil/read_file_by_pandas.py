# status: refused
pd.read_csv('/etc/passwd', sep=':')
result = 6
