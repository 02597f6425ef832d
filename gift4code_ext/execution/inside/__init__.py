"""The worker side: values held, children forked, cells run, and what they made checked, keyed and shown."""
