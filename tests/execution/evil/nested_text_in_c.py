# status: error
import json

result = json.loads('[' * 10**6)
