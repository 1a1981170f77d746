"""Reading the environment: defaults, and nonsense refused by the variable's name."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from coe_site.environment import (
    read_bool,
    read_int,
    read_networks,
    read_public_url,
    read_secret,
)


@pytest.mark.parametrize(
    ("written", "meant"), [("yes", True), ("TRUE", True), ("1", True), ("no", False), ("", False)]
)
def test_read_bool_reads(monkeypatch, written, meant):
    monkeypatch.setenv("THING", written)
    assert read_bool("THING") is meant


def test_read_bool_refuses_nonsense(monkeypatch):
    monkeypatch.setenv("THING", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="THING must be yes or no, not 'perhaps'"):
        read_bool("THING")


@pytest.mark.parametrize("written", ["0", "65536", "-1", "eighty", "8000.0", "８０００"])
def test_read_int_refuses_what_is_no_port(monkeypatch, written):
    monkeypatch.setenv("THING", written)
    with pytest.raises(ImproperlyConfigured, match="THING must be a whole number from 1 to 65535"):
        read_int("THING", 8000, minimum=1, maximum=65535)


def test_read_networks_takes_addresses_and_networks(monkeypatch):
    monkeypatch.setenv("THING", "10.0.0.4, 192.168.0.0/24 ,fd00::/8,")
    assert read_networks("THING") == ["10.0.0.4", "192.168.0.0/24", "fd00::/8"]


@pytest.mark.parametrize("written", ["*", "proxy.example.org", "10.0.0.1/8", "10.0.0.300"])
def test_read_networks_refuses_anything_else(monkeypatch, written):
    monkeypatch.setenv("THING", written)
    with pytest.raises(ImproperlyConfigured, match="THING must list IP addresses"):
        read_networks("THING")


def test_read_public_url_drops_the_final_slash(monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://example.org/")
    assert read_public_url() == "https://example.org"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("HTTPS://Example.ORG", "https://example.org"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
    ],
)
def test_read_public_url_writes_it_as_browsers_do(monkeypatch, written, meant):
    monkeypatch.setenv("PUBLIC_URL", written)
    assert read_public_url() == meant


@pytest.mark.parametrize(
    "written",
    [
        "example.org",
        "ftp://example.org",
        "https://example.org/a",
        "https://name:password@example.org",
        "https://example.org:99999",
        "https://example.org#part",
        "https://example.org?a=b",
        "https://exa mple.org",
        "https://bücher.example",
        "https://[::1",
    ],
)
def test_read_public_url_refuses_what_is_no_site(monkeypatch, written):
    monkeypatch.setenv("PUBLIC_URL", written)
    with pytest.raises(ImproperlyConfigured, match="PUBLIC_URL must be a web address"):
        read_public_url()


def test_read_secret_refuses_a_short_one(monkeypatch, tmp_path):
    monkeypatch.setenv("THING", "hunter2")
    with pytest.raises(ImproperlyConfigured, match="THING must be at least 50"):
        read_secret("THING", tmp_path / "kept")


def test_read_secret_makes_one_for_its_owner_only_and_keeps_it(monkeypatch, tmp_path):
    monkeypatch.delenv("THING", raising=False)
    kept = tmp_path / "new folder" / "kept"

    first = read_secret("THING", kept)

    assert len(first) >= 50
    assert read_secret("THING", kept) == first
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept.parent.stat().st_mode & stat.S_IROTH == 0


def test_read_secret_is_one_for_commands_that_start_together(tmp_path: Path):
    script = """
import sys
from pathlib import Path
from coe_site.environment import read_secret
print(read_secret("NO_SUCH_VARIABLE", Path(sys.argv[1])))
"""
    command = [sys.executable, "-c", script, str(tmp_path / "kept")]
    together = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
        for _ in range(4)
    ]
    secrets = {process.communicate(timeout=60)[0] for process in together}
    assert len(secrets) == 1
    assert len(secrets.pop()) > 50
