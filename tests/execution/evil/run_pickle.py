# status: refused
import io
import pickle

pd.read_pickle(io.BytesIO(b"cposix\nsystem\n(S'true'\ntR."))
result = 6
