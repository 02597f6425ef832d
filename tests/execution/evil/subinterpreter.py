# status: refused or error
import importlib

try:
    interpreters = importlib.import_module('_interpreters')
except ImportError:
    interpreters = importlib.import_module('_xxsubinterpreters')
other = interpreters.create()
code = f"import _socket; _socket.socket(2, 1).connect(('127.0.0.1', {port}))"
(interpreters.run_string if hasattr(interpreters, 'run_string') else interpreters.exec)(other, code)
result = 6
