# Two commands do all the set-up: `make plan` and `make test`. They need Python 3.11 or newer with venv and pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ARGS ?= lpc --from high-school --state VA

.PHONY: plan test check lint types data unit browser schemas man stories pictures bench format clean

plan: $(READY)  ## print a plan; ARGS="lcsw --from bachelors --state OH" for another
	@$(BIN)/mhcareer plan $(ARGS)

test: lint types data unit  ## everything that must hold

check: format test  ## format, then test

lint: $(READY)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-logo

types: $(READY)
	@$(BIN)/mypy

data: $(READY)  ## check the data
	@XDG_CONFIG_HOME=/dev/null $(BIN)/mhcareer data check

unit: $(READY)
	@$(BIN)/pytest -n auto

browser: $(READY)  ## add what the tests of pages and PDF need: Chromium, axe-core, WeasyPrint
	@tools/browser_setup.sh $(BIN)/python

schemas: $(READY)  ## JSON Schemas from the models, for editors
	@$(BIN)/python tools/make_schemas.py

man: $(READY)  ## the manual page from the commands; read it with: man -l man/mhcareer.1
	@$(BIN)/python tools/make_man.py

stories: $(READY)  ## docs/stories.md and the answers in README.md, from real runs of docs/stories.yaml
	@$(BIN)/python tools/stories.py

pictures: $(READY)  ## docs/pictures, from real runs
	@$(BIN)/python tools/pictures.py

bench: $(READY)  ## time a plan: against a bare program as a whole process, and against CP-SAT as ratios
	@PYTHONPATH=. $(BIN)/python tools/bench.py

format: $(READY)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis tests/browser/node_modules

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "mhcareer needs Python 3.11 or newer; name one with: make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@
