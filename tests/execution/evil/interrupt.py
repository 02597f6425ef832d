# status: error
result = 6
raise KeyboardInterrupt
