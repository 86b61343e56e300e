# `make demo` shows ShapeLens at work; `make test` runs everything. Both install what they need into the project's own
# folders (.venv, .cache, node_modules).

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
# TensorFlow and a browser at once are more than a small machine bears
.NOTPARALLEL:

VENV := .venv
BIN := $(VENV)/bin
EXTENSION := vscode-extension
E2E := tests/e2e
# what npm itself writes when it is done
MODULES := $(EXTENSION)/node_modules/.package-lock.json
PACKED := .cache/packed
PACKED_FROM := $(shell find server $(EXTENSION)/src $(EXTENSION)/scripts $(EXTENSION)/python -name __pycache__ -prune -o -type f -print 2>/dev/null) \
	$(wildcard $(EXTENSION)/*.json $(EXTENSION)/*.md $(EXTENSION)/*.txt $(EXTENSION)/*.png) LICENSE
ROOT := $(if $(filter 0,$(shell id -u)),yes)
# the first Python 3.11 to 3.13 that runs: Keras 3.15, which decides, needs 3.11
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)

.PHONY: help
help:  ## Say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

# ---- set-up -----------------------------------------------------------------

.PHONY: venv
venv: $(VENV)/.installed  ## Make .venv, with TensorFlow for the tests

$(VENV)/.installed: requirements-dev.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo 'ShapeLens is developed on Python 3.11, 3.12 or 3.13: none was found. Install one' \
	  '(Debian: apt-get install python3.11 python3.11-venv), or name it: make PYTHON=/path/to/python' >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  package=$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	  if [ -n "$(ROOT)" ] && command -v apt-get >/dev/null; then apt-get update -q && apt-get install -qy $$package; \
	  else echo "$(PYTHON) cannot make virtual environments: install the Debian package $$package" >&2; exit 2; fi; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(MODULES): $(EXTENSION)/package-lock.json
	@command -v npm >/dev/null || { echo 'The extension is built with Node 20 or newer: node and npm were not found' \
	  '(Debian: apt-get install nodejs npm)' >&2; exit 2; }
	cd $(EXTENSION) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: lock
lock:  ## Renew requirements-dev.lock from pyproject.toml
	@test -x .cache/lock/bin/uv || { $(PYTHON) -m venv .cache/lock && .cache/lock/bin/pip install --quiet uv; }
	.cache/lock/bin/uv pip compile pyproject.toml --quiet --group dev --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header -o .cache/lock/new
	@{ echo '# Made by `make lock` from the `dev` group of pyproject.toml; do not edit.'; cat .cache/lock/new; } > requirements-dev.lock

# ---- checks -----------------------------------------------------------------

.PHONY: test
test: lint test-python test-extension test-e2e bench-quick  ## Everything: lint, Python, real Keras, the extension, VS Code itself

.PHONY: lint
lint: venv $(MODULES)  ## Style, types and the import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	cd $(EXTENSION) && npm run --silent typecheck

.PHONY: test-python
test-python: venv  ## Python tests, the comparison with real Keras among them
	$(BIN)/python -m pytest -n 2 --dist loadfile

.PHONY: test-extension
test-extension: $(MODULES)
	cd $(EXTENSION) && npm test

.PHONY: test-e2e
test-e2e: venv $(PACKED)  ## The packed extension in a real VS Code in a real browser
	$(E2E)/run

.PHONY: fidelity
fidelity: venv  ## Compare every rule with real Keras on many generated arguments
	$(BIN)/python -m tests.fidelity --cases 500
	$(BIN)/python -m tests.operations --cases 200
	$(BIN)/python -m tests.symbolic --programs 3000

.PHONY: fidelity-versions
fidelity-versions: venv  ## Compare every rule with several versions of Keras, and write docs/fidelity-versions.md
	PYTHONPATH=server:. $(BIN)/python -m tests.fidelity.versions

.PHONY: applications
applications: venv  ## Compare every backbone of keras.applications with what real Keras builds
	$(BIN)/python -m tests.applications

.PHONY: ecosystem
ecosystem: venv  ## Compare what is said of programs, of Keras itself and of Keras packages with what real Keras does
	PYTHONPATH=server:. $(BIN)/python -m tests.traced.ecosystem

.PHONY: fixes
fixes: venv  ## Repair broken programs by the first fix offered, and run them in TensorFlow
	$(BIN)/python -m tests.fixes

.PHONY: migration
migration: venv  ## Move programs for Keras 2 to Keras 3, run them, and write docs/migration.md
	PYTHONPATH=server:. $(BIN)/python -m tests.migration

.PHONY: fuzz
fuzz: venv  ## Analyse 20,000 mutated programs: nothing may raise
	$(BIN)/python -m tests.fuzz 20000

.PHONY: edits
edits: venv  ## Make 50,000 edits of programs and projects: each version analysed as from scratch
	$(BIN)/python -m tests.incremental 50000

.PHONY: bench-confirm
bench-confirm: venv  ## Time the check in TensorFlow against `python file.py`, and write docs/check.md
	PYTHONPATH=server:. $(BIN)/python benchmarks/confirm.py --write

.PHONY: confirm-programs
confirm-programs: venv  ## Check every program of the tests in TensorFlow, and write docs/check-programs.md
	PYTHONPATH=server:. $(BIN)/python benchmarks/confirm_programs.py --write

.PHONY: confirm-repeat
confirm-repeat: venv  ## Kill, cancel and time out checks fifty times each: nothing may be left
	PYTHONPATH=server:. $(BIN)/python benchmarks/confirm_repeat.py

PEERS := .cache/peers

$(PEERS)/.installed: benchmarks/requirements-peers.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.PHONY: bench
bench: venv $(PEERS)/.installed  ## Time the server beside its peers, and write docs/benchmarks.md
	PYTHONPATH=server:. $(BIN)/python -m benchmarks

.PHONY: bench-quick
bench-quick: venv  ## Warn of what has become slower than in the last run; never fails for it
	PYTHONPATH=server:. BENCHMARK_PEERS=none $(BIN)/python -m benchmarks --quick --only open edits wide memory

.PHONY: docs
docs: venv  ## Write the pages of layers and operations from their declarations
	$(BIN)/python docs/generate_layers.py
	$(BIN)/python docs/generate_operations.py

.PHONY: format
format: venv  ## Let ruff format and mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# ---- use --------------------------------------------------------------------

EXAMPLES := $(wildcard examples/*.py)

.PHONY: demo
demo: venv  ## Shapes in the terminal, then in VS Code
	@$(BIN)/shapelens annotate examples/cnn_b.py
	@if [ -t 1 ]; then $(MAKE) --no-print-directory demo-editor; else $(MAKE) --no-print-directory demo-terminal; fi

.PHONY: demo-editor
demo-editor: venv $(PACKED)
	@node $(E2E)/demo.mjs

# what can be shown where nobody looks: every example annotated, checked, and confirmed in TensorFlow
.PHONY: demo-terminal
demo-terminal: venv
	@for file in $(filter-out examples/cnn_b.py,$(EXAMPLES)); do echo; $(BIN)/shapelens annotate $$file 2>/dev/null; done
	@echo; $(BIN)/shapelens check $(EXAMPLES)
	@echo; $(BIN)/shapelens check examples/broken && { echo 'The broken examples must not pass.' >&2; exit 1; } || [ $$? -eq 1 ]
	@for file in $(EXAMPLES); do echo; $(BIN)/shapelens confirm $$file --python $(BIN)/python; done
	@echo; echo 'To see them in VS Code, run `make demo` in a terminal; or pack the extension with `make package`, install the'
	@echo '.vsix from $(EXTENSION)/dist with `code --install-extension`, and open the folder examples.'

.PHONY: package
package: $(PACKED)  ## Pack the extension, its server inside, as a .vsix
	@ls $(EXTENSION)/dist/*.vsix

$(PACKED): $(VENV)/.installed $(MODULES) $(PACKED_FROM)
	cd $(EXTENSION) && npm run --silent package
	@mkdir -p $(@D) && touch $@

.PHONY: clean
clean:  ## Remove what was built and installed
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	rm -rf $(E2E)/node_modules $(EXTENSION)/node_modules $(EXTENSION)/out $(EXTENSION)/bundled $(EXTENSION)/dist
