# status: error
# needs: landlock
try:
    import pyarrow as pa
except ImportError:
    raise OSError('no pyarrow')

pa.memory_map('/etc/passwd').read()
result = 6
