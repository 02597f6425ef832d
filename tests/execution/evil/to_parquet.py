# status: error
# needs: landlock or seccomp
import os

try:
    import pyarrow.parquet
except ImportError:
    raise OSError('no pyarrow')
import pyarrow as pa

pyarrow.parquet.write_table(pa.table({'a': [1]}), os.path.join(outside, 'gift4code-evil'))
result = 6
