"""The stages of GIFT4Code (arXiv 2402.08073): tables -> intents -> programs -> run -> specs -> filter -> dataset.

Each reads one journal of records and writes the next; see :mod:`gift4code_training.stages.records`.
"""
