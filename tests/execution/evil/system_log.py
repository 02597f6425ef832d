# status: refused
import logging.handlers

logging.getLogger().addHandler(logging.handlers.SysLogHandler(address=('127.0.0.1', port)))
logging.error('x')
result = 6
