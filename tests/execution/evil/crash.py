# status: killed
import faulthandler

result = 6
faulthandler._read_null()
