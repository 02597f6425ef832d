# status: timeout
import decimal

decimal.getcontext().prec = 10**6
decimal.getcontext().Emax = decimal.MAX_EMAX
result = 6 + 0 * (decimal.Decimal(7) ** decimal.Decimal('0.123456789')).exp()
