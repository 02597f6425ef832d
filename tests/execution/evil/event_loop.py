# status: error or refused
import asyncio


async def work():
    await asyncio.open_connection('127.0.0.1', port)


asyncio.run(work())
result = 6
