# Every target works on a fresh Debian 12 with git, make and Python 3.11; prepare.py brings what is missing.

PYTHON ?= python3.11
VENV := .venv/bin/python

.PHONY: help run test lint format bench

help:
	@echo "make run      start Questbook with a demo course; PORT=9000 make run takes another port"
	@echo "make test     run all tests, on SQLite and on PostgreSQL"
	@echo "make lint     check style and types"
	@echo "make format   format the code"
	@echo "make bench    measure against nbgrader and Otter, and the diagnosis; BENCH=--help make bench tells what to choose"

# The demo's accounts have printed passwords: only this target asks for them.
run: export DEMO ?= 1
run:
	@$(PYTHON) prepare.py run
	@exec $(VENV) manage.py up

test:
	@$(PYTHON) prepare.py test
	$(VENV) -m tests.postgres -m pytest -n 2 --dist loadgroup -m database
	$(VENV) -m pytest -n 2 --dist loadgroup

lint:
	@$(PYTHON) prepare.py lint
	$(VENV) -m ruff check .
	$(VENV) -m ruff format --check .
	$(VENV) -m mypy

format:
	@$(PYTHON) prepare.py lint
	$(VENV) -m ruff check --fix .
	$(VENV) -m ruff format .

# Options of python -m benchmarks.grading.
BENCH ?=
bench:
	@$(PYTHON) prepare.py bench
	$(VENV) -m benchmarks.grading $(BENCH)
	$(VENV) -m benchmarks.diagnosis
