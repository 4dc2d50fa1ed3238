# `make demo` shows the program at work on the sample office; `make quick` runs the checks for work in hand and `make test` all of
# them; `make docs` writes the manual of the indicators and the page of issues. All set up what they need in .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo bundle docs site pictures kept quick test test-more check-format check-types check-layers check-core check-tests fuzz fuzz-bits fuzz-kills fuzz-batches bench clean

# What somebody mended in demo-office stays.
demo: kept
	@if [ -e demo-office ]; then echo "demo-office 已經有了，保留不動；要重做，請先把它改名或刪除，再執行 make demo"; \
	else $(BIN)/antidrug-kpi demo demo-office; fi

# For computers without a network: an archive for Windows and one for Linux in dist/, what was downloaded stays in .bundle.
bundle: kept
	$(BIN)/python -m bundle

# The manual of the indicators, from the specs, and the pages of all issues and operators. A test fails where one is stale.
SCHEMAS := result check sensitivity gaps recheck compare verify summary rechecks manifest collect list show diff trace explain

docs: kept
	$(BIN)/antidrug-kpi plan manual -o docs/indicators
	$(BIN)/antidrug-kpi plan issues -o docs/issues.md
	$(BIN)/antidrug-kpi plan vocabulary -o docs/vocabulary.md
	for name in $(SCHEMAS); do $(BIN)/antidrug-kpi plan schema $$name > docs/$$name.schema.json; done

# The documentation as a site of static pages, to be read and searched offline: build/site/index.html.
site: kept
	$(BIN)/python -m mkdocs build --strict

# The two pictures of the README, made of the sample office. The form needs LibreOffice and pdftoppm.
pictures: kept
	$(BIN)/python docs/pictures/make_pictures.py

# The program's own plans, checked, so that no command checks them again. They come with the environment; where specs or the
# code that checks them changed since, commands read the specs until this is made again. The code is compiled beforehand too, as
# an installed program's is: where Python is told to keep nothing, every command would compile it again.
kept: .venv/ready
	$(BIN)/python -m antidrug_kpi.plans.loading.keeping
	$(BIN)/python -m compileall -q src/antidrug_kpi

# While working: format, types, layers and the tests that are not slow, in two minutes on two cores. Before a change is handed on:
# everything, in twelve. At night: everything with all seeds and other random examples, in hours; SEEDS=900-999 tries those alone.
quick: check-format check-types check-layers check-core

test: check-format check-types check-layers check-tests

test-more: export SEEDS ?= all
test-more: check-tests

check-format: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

check-types: .venv/ready
	$(BIN)/mypy

check-layers: .venv/ready
	$(BIN)/lint-imports

# The open data of `tests/files/test_real_files.py`, no part of this repository.
export REAL_FILES ?= $(wildcard ../shared/real-files)
PYTEST := $(BIN)/pytest -n auto --dist worksteal

check-core: kept
	$(PYTEST) -m "not slow"

check-tests: kept
	$(PYTEST)

# Damaged files through the commands, single flipped bits, kills: no part of the tests. COUNT=20000 is the full run,
# SEED=1 ONLY=xlsx:12 replays one finding (see fuzz/__main__.py).
FUZZ := PYTHONPATH=src:tests $(BIN)/python -m fuzz
SEED ?= 1

fuzz: .venv/ready
	$(FUZZ) --seed $(SEED) $(if $(COUNT),--count $(COUNT)) $(if $(ONLY),--only $(ONLY)) $(if $(JOBS),--jobs $(JOBS)) $(if $(KEEP),--keep $(KEEP))

fuzz-bits: .venv/ready
	$(FUZZ).flip_bits --seed $(SEED) $(if $(BITS),--bits $(BITS))

fuzz-kills: .venv/ready
	$(FUZZ).kill_runs --seed $(SEED) $(if $(COUNT),--count $(COUNT))

fuzz-batches: .venv/ready
	$(FUZZ).kill_batches --seed $(SEED) $(if $(COUNT),--count $(COUNT))

# The program beside scripts written by hand, in CPU seconds and memory: no part of the tests (see benchmarks/README.md).
# ONLY=large,real runs some parts, REPEATS=1 each command once.
bench: kept .venv-bench/ready
	.venv-bench/bin/python -m benchmarks $(if $(ONLY),--only $(ONLY)) $(if $(REPEATS),--repeats $(REPEATS))

.venv-bench/ready: benchmarks/requirements.txt constraints.txt
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt -r benchmarks/requirements.txt
	touch $@

# Of axe-playwright-python the tests read axe-core alone, a file; Playwright itself, which it asks for, is large and has no use here.
.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --no-deps axe-playwright-python
	touch $@

clean:
	rm -rf .venv .venv-bench .bench-data .bundle build dist demo-office .mypy_cache .pytest_cache .ruff_cache .hypothesis
