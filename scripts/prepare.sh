#!/bin/sh
# Makes .venv with the newest Python that works and hands over to scripts/install.py.
# Usage: sh scripts/prepare.sh local|dev
# POSIX sh: Debian's dash and macOS run it alike.
set -eu
cd "$(dirname "$0")/.."

supported='3.14 3.13 3.12 3.11'
install_yourself='Install Python 3.11 to 3.14 (from python.org, or Homebrew on macOS), then run this again.'

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# A name on the PATH is not enough: a shim may be there for a Python that is not.
version_of() {
    "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true
}

has_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# Every Python of that version on the PATH, not only the first: the first may be broken.
candidates() {
    places=$PATH:/usr/local/bin:/opt/homebrew/bin:/usr/bin
    old_ifs=$IFS
    IFS=:
    for folder in $places; do
        for name in "python$1" python3 python; do
            if [ -x "$folder/$name" ] && [ ! -d "$folder/$name" ]; then
                printf '%s\n' "$folder/$name"
            fi
        done
    done
    IFS=$old_ifs
}

# Sets $python to the newest that works and can make environments; $bare to one that lacks that.
find_python() {
    python=''
    bare=''
    for version in $supported; do
        # By lines, because a folder's name may hold spaces.
        while IFS= read -r candidate; do
            [ -n "$candidate" ] || continue
            [ "$(version_of "$candidate")" = "$version" ] || continue
            if has_venv "$candidate"; then
                python=$candidate
                return
            fi
            [ -n "$bare" ] || bare=$candidate
        done <<EOF
$(candidates "$version")
EOF
    done
}

can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

apt_install() {
    say "Python: installing $* with apt-get"
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y "$@"; } \
        >/dev/null 2>&1 || true
}

# An environment that was moved, half made, or made by a Python that has gone, is made again.
is_usable() {
    [ -x .venv/bin/python ] || return 1
    case " $supported " in
        *" $(version_of .venv/bin/python) "*) ;;
        *) return 1 ;;
    esac
    # Its programs carry the folder they were made in.
    grep -qF "$(pwd -P)/.venv" .venv/bin/activate || return 1
    .venv/bin/python -c 'import pip' >/dev/null 2>&1
}

if ! is_usable; then
    find_python
    if [ -z "$python" ] && can_apt; then
        if [ -n "$bare" ]; then
            apt_install "python$(version_of "$bare")-venv"
        else
            apt_install python3 python3-venv
        fi
        find_python
    fi
    if [ -z "$python" ] && [ -n "$bare" ]; then
        fail "$bare cannot make virtual environments: install its venv package (on Debian and Ubuntu: apt install python$(version_of "$bare")-venv), then run this again."
    fi
    [ -n "$python" ] || fail "No working Python 3.11 to 3.14 was found. $install_yourself"
    say "Python: making .venv with Python $(version_of "$python") ($python)"
    rm -rf .venv
    if ! reason=$("$python" -m venv .venv 2>&1); then
        rm -rf .venv
        case $reason in
            *"No space left"*) fail "The disk is full: free some space, then run this again." ;;
            *) fail "$python could not make .venv. $reason" ;;
        esac
    fi
fi

exec .venv/bin/python scripts/install.py "$1"
