# status: refused
pd.eval('@f(1)', local_dict={'f': lambda number: __import__('subprocess').run(['true'])}) if False else None
df.eval('a + @run', local_dict={'run': __import__('subprocess').call(['true'])})
result = 6
