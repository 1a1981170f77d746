# The chores, one word each. Plain make 3.81 and POSIX sh, as macOS and Debian have them.
.DEFAULT_GOAL := help
.PHONY: help run dev test lint format lock picture

PYTHON = .venv/bin/python

help:
	@echo 'make run      serve the site at http://127.0.0.1:8000 (PORT=8001 for another port)'
	@echo 'make dev      the same with auto-reload and debug pages'
	@echo 'make test     check everything: style, types, imports, tests in a real browser'
	@echo 'make lint     the checks of make test without the tests'
	@echo 'make format   put Python and templates into shape'
	@echo 'make picture  take the picture in the README again'
	@echo 'make lock     choose new versions of all packages and pin them'

run:
	@sh scripts/prepare.sh local && exec $(PYTHON) manage.py serve

dev:
	@sh scripts/prepare.sh local && DEBUG=yes exec $(PYTHON) manage.py serve --dev

# On every core, and in their order on each: tests that empty the tables come last.
test: lint
	@CHROMIUM_PATH="$$($(PYTHON) -m tests.chromium)" && export CHROMIUM_PATH && exec $(PYTHON) -m pytest -n auto --dist load

lint:
	@sh scripts/prepare.sh dev && exec sh scripts/lint.sh

format:
	@sh scripts/prepare.sh dev
	@$(PYTHON) -m ruff check --fix-only --quiet . && $(PYTHON) -m ruff format .

lock:
	@sh scripts/prepare.sh dev && exec sh scripts/lock.sh

picture:
	@sh scripts/prepare.sh dev && exec $(PYTHON) -m scripts.picture
