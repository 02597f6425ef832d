# status: error or refused
import urllib.request

urllib.request.urlopen(f'http://127.0.0.1:{port}/')
result = 6
