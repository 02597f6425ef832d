"""The parts of :mod:`gift4code_ext.spec.read`: one column, and the tables of other libraries."""
