# status: refused
import socket

socket.getaddrinfo('localhost', port)
result = 6
