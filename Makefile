# make demo: a real cell from a real table.  make lab: a notebook to try it in.  make test: everything that must hold.
# make model: train the bundled model again.
.PHONY: demo lab test model clean
.DEFAULT_GOAL := demo

PYTHON ?= python3
BIN := .venv/bin
ALLOW_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .ci/constraints.txt

.venv/bin/python:
	@echo "gift4code: creating .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "gift4code needs Python 3.10 or newer; set PYTHON=/path/to/python")'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip || { rm -rf .venv; exit 1; }

.venv/.gift4code-base: pyproject.toml | .venv/bin/python
	@echo "gift4code: installing gift4code and its base dependencies (about a minute the first time)"
	@$(PIP) --editable .
	@touch $@

.venv/.gift4code-lab: pyproject.toml .venv/.gift4code-base | .venv/bin/python
	@echo "gift4code: installing JupyterLab (about a minute the first time)"
	@$(PIP) --editable '.[lab]' 'jupyter-builder>=1.2,<2'
	@touch $@

.venv/.gift4code-test: pyproject.toml .ci/constraints.txt | .venv/bin/python
	@echo "gift4code: installing what the tests need, torch included (two to three minutes the first time)"
	@$(PIP) torch
	@$(PIP) --editable '.[test]'
	@touch $@ .venv/.gift4code-base .venv/.gift4code-lab

demo: .venv/.gift4code-base
	@echo "gift4code: asking for a cell over notebooks/data/bike_shop_orders.csv with an expected output"
	@$(BIN)/gift4code ask notebooks/data/bike_shop_orders.csv "total Qty by product" \
	  --type DataFrame --rows 11 --example notebooks/data/expected_quantity_by_product.csv

# A workspace of its own, where the panel is open: the layout people have elsewhere stays theirs.
lab: export JUPYTERLAB_WORKSPACES_DIR := $(CURDIR)/.venv/workspaces
lab: .venv/.gift4code-lab
	@$(BIN)/python labextension/scripts/assets.py || echo "gift4code: going on with what there is"
	@[ ! -f gift4code_ext/labextension/package.json ] || \
	  $(BIN)/jupyter-builder develop --overwrite gift4code_ext >.venv/develop.log 2>&1 || cat .venv/develop.log
	@ls .venv/workspaces/* >/dev/null 2>&1 || \
	  $(BIN)/jupyter lab workspaces import --name quickstart labextension/workspace.json >/dev/null
	@echo "gift4code: opening JupyterLab in notebooks/ (Ctrl-C stops it)"
	@$(BIN)/jupyter lab --notebook-dir=notebooks --LabApp.default_url=/lab/workspaces/quickstart $(ALLOW_ROOT)

test: .venv/.gift4code-test
	@$(BIN)/python tests/run.py

# A bundled model from nothing, by the present generator and corpus: SEED of the data, COUNT of its records,
# SIZE (cpu or gpu) and MINUTES of training.
SEED ?= 20
COUNT ?= 300000
SIZE ?= cpu
MINUTES ?= 62
model: .venv/.gift4code-test
	$(BIN)/python -m gift4code_training.bundled.generate --out runs/data --count $(COUNT) --seed $(SEED)
	$(BIN)/python -m gift4code_training.bundled.train --data runs/data --out runs/model --size $(SIZE) \
	  --minutes $(MINUTES) --seed 1
	$(BIN)/python -m gift4code_training.bundled.train --data runs/data --out runs/annealed --size $(SIZE) \
	  --minutes $$(($(MINUTES) / 4 + 1)) --seed 2 --start runs/model
	$(BIN)/python -m gift4code_training.corpus records --out runs/corpus --copies 16 --seed 1
	$(BIN)/python -m gift4code_training.bundled.train --data runs/data --data runs/corpus:0.2 --out runs/taught \
	  --size $(SIZE) --minutes $$(($(MINUTES) * 5 / 4)) --seed 3 --start runs/annealed
	$(BIN)/python -m gift4code_training.bundled.export runs/taught gift4code_ext/bundled --name gift4code-small

clean:
	rm -rf .venv
