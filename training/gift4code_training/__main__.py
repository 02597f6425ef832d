"""``python -m gift4code_training``: the same as ``gift4code-train``."""

from gift4code_training.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
