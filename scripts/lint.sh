#!/bin/sh
# Every check that reads the code without running the site. Stops at the first that complains.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
export PATH

step() {
    printf 'Check: %s\n' "$*"
    "$@"
}

step ruff check --quiet .
step ruff format --check --quiet .
step djlint --quiet --lint templates
step mypy
step lint-imports
step python manage.py makemigrations --check --dry-run --skip-checks
PUBLIC_URL=https://example.org step python manage.py check --deploy --fail-level WARNING
