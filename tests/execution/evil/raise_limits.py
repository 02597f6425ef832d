# status: refused
import os
import resource

resource.setrlimit(resource.RLIMIT_AS, (2**20, 2**20))
resource.prlimit(os.getppid(), resource.RLIMIT_AS, (2**20, 2**20))
result = 6
