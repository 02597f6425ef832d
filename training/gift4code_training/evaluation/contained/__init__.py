"""Benchmarks' own programs, run in the interpreter that the benchmark pins.

What the product's :class:`~gift4code_ext.execution.Runner` does for cells, this does for whole programs: a benchmark
decides by running its own test after an answer, in one process, and some of its tests write files. A server in the
pinned interpreter (:mod:`.server`) imports the libraries once and forks a process for each program, which wears the
product's armour (:mod:`gift4code_ext.execution.confinement`) and may write in an empty folder of its own and nowhere
else. :class:`~.pool.Contained` is its near end. What comes back is JSON.

As in the product this is a safety net, not a jail; and since an answer runs beside the test that judges it, an answer
that set out to deceive that test could. It is the benchmarks' own rule, so it is kept.
"""
