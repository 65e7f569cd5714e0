# Everything works on a machine with Python 3.11 or newer, make and git. `make help` says what there is.

PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3 python,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
VENV := .venv
BIN := $(VENV)/bin
LOCKED := $(VENV)/locked
READY := $(VENV)/ready
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest

# Bytecode is kept whatever the shell says: else every test process compiles everything anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help demo play test tests lint translations e2e screenshots bench soak docs clean

help: ## what there is
	@sed -n 's/^\([a-z0-9]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

demo: $(READY) ## Palier at work in the browser, on local servers that stand in for Telegram and Slack
	$(BIN)/palier demo

play: $(READY) ## the same without a browser: a whole story is told, and its steps are checked
	$(BIN)/palier demo --play

bench: $(READY) ## how fast, in ratios measured side by side
	$(BIN)/python bench/sandbox_load.py
	$(BIN)/python -m bench.side_by_side

test: ## everything that must hold before a change is handed in
	@$(MAKE) --jobs=3 lint translations tests

tests: $(READY)
	$(PYTEST) -n auto --dist worksteal

lint: $(READY) ## style, types, who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

translations: $(READY) ## every text in four languages
	$(BIN)/python -m locales check

e2e: $(READY) ## the whole program against the sandbox
	$(PYTEST) tests/e2e

screenshots: $(READY) ## the pictures of the documentation, taken of the page (needs Chromium)
	$(BIN)/python -m tests.e2e.screenshots

soak: $(READY) ## every kill point and long random runs: takes long
	$(PYTEST) -m soak

docs: $(READY) ## every link in the documentation leads somewhere, its indexes are whole
	$(PYTEST) tests/unit/test_links.py tests/unit/test_indexes.py

clean: ## remove what was built, the environment too
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment holds exactly what the lock file says, checked by hash; made anew when that changes.
$(LOCKED): requirements-dev.lock
	$(if $(PYTHON),,$(error Python 3.11 or newer is needed: install it, or say where it is: make PYTHON=/path/to/python3))
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@
