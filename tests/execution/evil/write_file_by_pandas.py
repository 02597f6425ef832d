# status: refused
df.to_csv('/tmp/gift4code-evil')
result = 6
