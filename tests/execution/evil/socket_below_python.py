# status: refused
import _socket

_socket.socket(_socket.AF_INET, _socket.SOCK_STREAM).connect(('127.0.0.1', port))
result = 6
