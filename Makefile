# Two commands do all set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready

.PHONY: demo test long docking types bench lock clean help

demo: $(READY)  ## the main job: four strategies in one market, ending with a report
	$(BIN)/vitaminb run configs/four_strategies.yaml

test: $(READY)  ## all tests
	$(BIN)/ruff check .
	$(BIN)/python -m pytest

long: $(READY)  ## tests that take many minutes: fifty kills, the docked library itself
	$(BIN)/python -m pip install -q "axelrod>=4.13,<4.14"
	$(BIN)/python -m pytest -m long

docking: $(READY)  ## known-answer models through the same pipeline: docs/explanation/docking.md
	$(BIN)/python -m pip install -q "axelrod>=4.13,<4.14"
	$(BIN)/python -m tests.docking.models

types: $(READY)  ## the types of the model
	$(BIN)/python -m pip install -q "mypy>=1.13,<3"
	$(BIN)/python -m mypy

bench: $(READY)  ## the table of speeds, as ratios in one run
	$(BIN)/python -m pip install -q "agentpy>=0.1.5,<1"
	$(BIN)/python -m benchmarks

lock: $(READY)  ## compile requirements.lock anew
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --no-emit-index-url --no-header --generate-hashes \
		--extra test --upgrade -q pyproject.toml -o requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Vitamin B needs Python 3.11 or newer; name one with: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' \
		|| { echo "Python's venv module is missing; install it (Debian: apt install python3-venv)"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

clean:  ## remove the virtual environment and caches
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache

help:  ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/'
