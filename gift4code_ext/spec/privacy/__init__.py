"""The parts of :mod:`gift4code_ext.spec.share`: the level of every part of a request, masks and stand-ins."""
