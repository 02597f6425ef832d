# status: timeout
import sys

sys.set_int_max_str_digits(0) if hasattr(sys, 'set_int_max_str_digits') else None
result = len(str(7 ** 4_000_000)) * 0 + 6
