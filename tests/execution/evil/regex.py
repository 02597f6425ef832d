# status: timeout
import re

result = bool(re.match('(a|aa)+$', 'a' * 60 + 'b')) + 6
