"""The parts of :mod:`gift4code_ext.spec.check`: tables, columns, rows and cells compared, and the words for it."""
