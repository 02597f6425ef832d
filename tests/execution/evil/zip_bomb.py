# status: memory or timeout
import zlib

packed = zlib.compress(bytes(2**20) * 64)
result = [zlib.decompress(packed) for _ in range(1000)]
