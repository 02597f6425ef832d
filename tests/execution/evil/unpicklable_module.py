# status: unserialisable
import os

result = os
