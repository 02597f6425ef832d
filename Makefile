# make demo: a real cell from a real table.  make lab: a notebook to try it in.  make test: everything that must hold.
.PHONY: demo lab test clean
.DEFAULT_GOAL := demo

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .ci/constraints.txt

.venv/bin/python:
	@echo "gift4code: creating .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "gift4code needs Python 3.10 or newer; set PYTHON=/path/to/python")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip

.venv/.gift4code-base: pyproject.toml | .venv/bin/python
	@echo "gift4code: installing gift4code and its base dependencies (about a minute the first time)"
	@$(PIP) --editable .
	@touch $@

.venv/.gift4code-lab: pyproject.toml .venv/.gift4code-base | .venv/bin/python
	@echo "gift4code: installing JupyterLab (about a minute the first time)"
	@$(PIP) --editable '.[lab]'
	@touch $@

.venv/.gift4code-test: pyproject.toml .ci/constraints.txt | .venv/bin/python
	@echo "gift4code: installing what the tests need, torch included (two to three minutes the first time)"
	@$(PIP) torch
	@$(PIP) --editable '.[test]'
	@touch $@ .venv/.gift4code-base .venv/.gift4code-lab

demo: .venv/.gift4code-base
	@$(BIN)/gift4code ask notebooks/data/bike_shop_orders.csv \
	  "average price by category, highest first" \
	  --columns category,price --explain

lab: .venv/.gift4code-lab
	@echo "gift4code: opening JupyterLab in notebooks/ (Ctrl-C stops it)"
	@$(BIN)/jupyter lab --notebook-dir=notebooks

test: .venv/.gift4code-test
	@$(BIN)/python tests/run.py

clean:
	rm -rf .venv
