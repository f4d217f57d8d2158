# Two commands do all set-up: `make demo` installs what the main job needs, `make test` all the rest.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
MAIN = $(VENV)/.main
READY = $(VENV)/.ready
PIP = $(BIN)/python -m pip install -q --disable-pip-version-check
UV := $(shell command -v uv 2>/dev/null)
# uv, where there is one, does in seconds what takes pip minutes; both check every hash
LOCKED = $(if $(UV),$(UV) pip install -q --python $(BIN)/python --require-hashes -r $(1) || )$(PIP) --require-hashes -r $(1)

.PHONY: demo test fast long docking types bench docs lock clean help

demo: $(MAIN)  ## the main job: four strategies in one market, ending with a report
	$(BIN)/vitaminb run four_strategies

test: $(READY)  ## all tests
	$(BIN)/ruff check .
	$(BIN)/python -m pytest

fast: $(READY)  ## tests for while you work: no browser, and nothing that runs the model often
	$(BIN)/ruff check .
	$(BIN)/python -m pytest -m "not long and not slow and not browser"

long: $(READY)  ## tests that take many minutes: fifty kills, the docked library itself
	$(PIP) "axelrod>=4.13,<4.14"
	$(BIN)/python -m pytest -m long

docking: $(READY)  ## known-answer models through the same pipeline: docs/explanation/docking.md
	$(PIP) "axelrod>=4.13,<4.14"
	$(BIN)/python -m tests.docking.models

types: $(READY)  ## the types of the model
	$(BIN)/python -m mypy

bench: $(READY)  ## the table of speeds, as ratios in one run
	$(PIP) "agentpy>=0.1.5,<1"
	$(BIN)/python -m benchmarks

docs: $(READY)  ## the pages as a site, in the folder site/; needs no network
	$(BIN)/python docs/generate.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict -q

LOCK = $(BIN)/uv pip compile --universal --python-version 3.11 --no-emit-index-url --no-header --generate-hashes -q
lock: $(READY)  ## compile both lock files anew; what the main job needs is part of what the tests need
	$(PIP) uv
	$(LOCK) --upgrade --extra test pyproject.toml -o requirements-test.lock
	$(LOCK) -c requirements-test.lock pyproject.toml -o requirements.lock

$(MAIN): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Vitamin B needs Python 3.11 or newer; name one with: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' \
		|| { echo "Python's venv module is missing; install it (Debian: apt install python3-venv)"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(call LOCKED,requirements.lock)
	$(PIP) --no-deps -e .
	@touch $(MAIN)

$(READY): requirements-test.lock $(MAIN)
	$(call LOCKED,requirements-test.lock)
	@touch $(READY)

clean:  ## remove the virtual environment and caches
	rm -rf $(VENV) build dist site *.egg-info .pytest_cache .ruff_cache .mypy_cache

help:  ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/'
