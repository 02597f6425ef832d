# status: refused
import subprocess

subprocess.run(['true'])
result = 6
