# status: error
import concurrent.futures

with concurrent.futures.ProcessPoolExecutor(1) as pool:
    result = pool.submit(int, 6).result()
