# status: error
import getpass

getpass.getpass()
result = 6
