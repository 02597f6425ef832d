# status: error
# needs: landlock
import grp
import pwd

pwd.getpwuid(0)
grp.getgrgid(0)
result = 6
