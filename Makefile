# Two commands matter: `make run` and `make test`. Everything is installed into .venv and node_modules.
PYTHON ?= python3
VENV := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help install install-dev run stop reset test bench chaos oracle figures screenshots lint types check lock

help: ## Show these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  PORT=8010 make run           another port than 8000"
	@echo "  GOP_NOW=2026-12-24T10:00 make run   start the demo at another moment"
	@echo "  make test ARGS='-k deadline -n0'    some of the tests"

install: .venv/.run ## Install what the application needs
install-dev: .venv/.dev

.venv/.run: requirements/runtime.txt requirements/embedded.txt package-lock.json config/local/install.py
	@echo "Installing GOP"
	@$(PYTHON) config/local/install.py run
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.run
	@echo "Installing what the tests need"
	@$(PYTHON) config/local/install.py dev
	@touch $@

run: .venv/.run ## Start everything, with demo data the first time; Ctrl-C stops it
	@exec $(VENV)/python -m config.local.run

stop: ## Stop what `make run` started in another terminal
	@if [ -x $(VENV)/python ]; then $(VENV)/python -m config.local.stop; fi

reset: ## Stop, and throw away the database and everything else in var/
	@if [ -x $(VENV)/python ]; then $(VENV)/python -m config.local.stop --reset; fi

test: .venv/.dev ## Run the tests (ARGS='…' goes to pytest)
	@$(VENV)/python -m pytest $(or $(ARGS),-n auto --maxprocesses 4 --dist loadscope --no-loadscope-reorder)

bench: .venv/.run ## Measure against limits, at SIZE=200000 plans beside 2,000 (ONLY=figure)
	@$(VENV)/python -m config.bench $(if $(SIZE),--size $(SIZE)) $(if $(ONLY),--only $(ONLY)) $(if $(LOAD_SECONDS),--load-seconds $(LOAD_SECONDS)) $(ARGS)

chaos: .venv/.dev ## Kill workers, empty Redis, restart PostgreSQL; count what was lost (KILLS=50)
	@$(VENV)/python -m tests.chaos

oracle: .venv/.dev ## Rules against oracle: PLANS=1850000 plans, LIVED=5000 through services and database; a stopped run goes on
	@$(VENV)/python -m tests.oracle.replay $(if $(PLANS),--plans $(PLANS)) $(ARGS)
	@ORACLE_LIVED=$(or $(LIVED),5000) ORACLE_KEPT=var/oracle-lived.txt $(VENV)/python -m pytest tests/oracle/test_lived.py -n2 -q

figures: .venv/.dev ## Every indicator against an independent calculation, on CASES=100000 made plans and ten past dates
	@FIGURES_CASES=$(or $(CASES),100000) $(VENV)/python -m pytest tests/figures_proof/test_figures.py -n0 -q -s

screenshots: .venv/.dev ## Make the pictures of README and the guides anew
	@$(VENV)/python -m tests.browser.screenshots

lint: .venv/.dev ## Check style, templates and the doors between apps
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/djlint templates --lint --quiet
	$(VENV)/lint-imports --no-cache

types: .venv/.dev ## Check types
	$(VENV)/python -m config.local.shell --no-servers mypy

check: lint types ## Everything that needs no database, and that no migration is missing
	$(VENV)/python -m config.local.shell --no-servers manage.py makemigrations --check --dry-run
	@$(VENV)/pip-audit --require-hashes --disable-pip --progress-spinner off -r requirements/runtime.txt 2>&1 | grep -v 'could not be audited' || true

lock: ## Renew requirements/*.txt from the .in files (needs uv)
	for name in runtime embedded dev; do \
	  nodeps=; [ $$name = embedded ] && nodeps=--no-deps; \
	  uv pip compile --no-config --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
	    --universal --python-version 3.11 $$nodeps -o requirements/$$name.txt requirements/$$name.in; \
	done
