"""The hand-written corpus: (tables, earlier cells, words, program) tasks in the voices people use.

Sources are plain text, one file a domain, in ``training/data/corpus``. :mod:`reading` reads them, :mod:`check` runs and
judges every task, :mod:`statistics` counts them, :mod:`packing` writes the data set that training reads.
"""
