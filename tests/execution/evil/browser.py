# status: refused
import webbrowser

webbrowser.register('evil', None, webbrowser.GenericBrowser(['true', '%s']), preferred=True)
webbrowser.open(f'http://127.0.0.1:{port}/')
result = 6
