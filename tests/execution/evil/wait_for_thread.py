# status: timeout
import threading

threading.Thread(target=threading.Event().wait).start()
for thread in threading.enumerate():
    if thread is not threading.current_thread():
        thread.join()
result = 6
