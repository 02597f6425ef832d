# status: refused
import socket

socket.create_connection(('::1', port))
result = 6
