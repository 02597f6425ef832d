# status: killed
import faulthandler

result = 6
faulthandler.dump_traceback_later(0.001, exit=True, file=1)
while True:
    pass
