"""The model host: an OpenAI-compatible server for the bundled model and for local transformers checkpoints.

``launch.ensure`` starts or finds one; ``models`` says what can be hosted; ``python -m gift4code_ext.host`` is the host.
"""
