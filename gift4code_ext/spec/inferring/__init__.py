"""The parts of :mod:`gift4code_ext.spec.infer`: sources of columns, the summary, a value as an example."""
