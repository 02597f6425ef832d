# status: refused
import syslog

syslog.syslog('gift4code-evil')
result = -1
