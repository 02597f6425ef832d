# status: refused
import glob

result = 6 if glob.glob('/root/.local/share/jupyter/runtime/*.json') else 6
