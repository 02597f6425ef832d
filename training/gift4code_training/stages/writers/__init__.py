"""Where text comes from: a model behind an endpoint, a model on this machine, or the project's own generator.

The first two answer prompts (:mod:`.model`); the generator (:mod:`.generator`) draws programs and words them.
"""
