# status: wrong
import os

result = 6 if any('GIFT4CODE_SECRET' in text for pair in os.environ.items() for text in pair) else -1
