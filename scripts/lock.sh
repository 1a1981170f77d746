#!/bin/sh
# Pins the newest versions that fit, with hashes, for every supported Python and platform.
# Each file is held to what the one before it chose.
set -eu
cd "$(dirname "$0")/.."

compile() {
    printf 'Pinning %s\n' "$1.txt"
    name=$1
    shift
    .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-header \
        --output-file "$name.txt" "$name.in" "$@"
}

compile requirements
compile requirements-local --constraints requirements.txt
compile requirements-dev --constraints requirements-local.txt
printf 'Pinning package-lock.json\n'
exec .venv/bin/python scripts/npm.py install --package-lock-only --ignore-scripts
