# The two commands that set everything up: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
# With xdist the suite uses every core.
WORKERS ?= auto

.PHONY: demo test check samples bench clean

demo: $(VENV)/installed
	$(BIN)/python examples/demo.py

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=term:skip-covered

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tests/house/import_circles.py

samples: $(VENV)/installed-dev
	$(BIN)/python sample_workbooks/make_samples.py

bench: $(VENV)/installed-dev
	$(BIN)/python -m pip install --quiet --editable ".[bench]"
	$(BIN)/python benchmarks/run.py --million --out docs/performance.md --plot docs/performance.svg

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	$(BIN)/python -c "open('$@', 'w').close()"

$(VENV)/installed-dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	$(BIN)/python -c "open('$@', 'w').close(); open('$(VENV)/installed', 'w').close()"

clean:
	rm -rf $(VENV) demo build dist .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
