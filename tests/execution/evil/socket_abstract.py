# status: refused
import socket

socket.socket(socket.AF_UNIX).connect('\0gift4code-evil')
result = 6
