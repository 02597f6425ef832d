# status: error or refused
import tempfile

with tempfile.NamedTemporaryFile(prefix='gift4code-evil', delete=False) as file:
    file.write(b'x')
result = 6
