"""Read the environment, and refuse nonsense with a sentence that names the variable."""

import os
import secrets
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from coe_site.private_folder import make_private_folder

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"", "0", "false", "no", "off"}


def read_text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def read_bool(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in _TRUE:
        return True
    if value.strip().lower() in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")


def read_int(name: str, default: int, *, minimum: int, maximum: int) -> int:
    value = read_text(name, str(default))
    if not value.isascii() or not value.isdigit() or not minimum <= int(value) <= maximum:
        raise ImproperlyConfigured(
            f"{name} must be a whole number from {minimum} to {maximum}, not {value!r}."
        )
    return int(value)


def read_networks(name: str) -> list[str]:
    """Addresses and networks, between commas: `10.0.0.4, 192.168.0.0/24`."""
    networks = [part.strip() for part in read_text(name).split(",") if part.strip()]
    for network in networks:
        try:
            ip_network(network)
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{name} must list IP addresses or networks between commas; "
                f"{network!r} is neither ({error})."
            ) from None
    return networks


def read_public_url(name: str = "PUBLIC_URL") -> str:
    """The address readers use, as browsers write it: scheme, host and any port, no final slash."""
    value = read_text(name).rstrip("/")
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        parts, port = urlsplit(""), ""
    host = parts.hostname or ""
    is_plain = value.isascii() and not set(value) & set(" @?#\\") and not parts.path
    if parts.scheme not in {"http", "https"} or not host or not is_plain:
        raise ImproperlyConfigured(
            f"{name} must be a web address without a name, path or spaces, "
            "such as https://example.org (an international name in its xn-- form)."
        )
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}"


def read_secret(name: str, kept_in: Path) -> str:
    """The secret from the environment, else one generated once and kept in a private file."""
    if value := read_text(name):
        if len(value) < 50:
            raise ImproperlyConfigured(f"{name} must be at least 50 characters long.")
        return value
    try:
        return kept_in.read_text().strip() or _generate_secret(kept_in)
    except FileNotFoundError:
        return _generate_secret(kept_in)


def _generate_secret(kept_in: Path) -> str:
    """Two commands may start at once: the first to link its file wins, both use that one."""
    make_private_folder(kept_in.parent)
    candidate = kept_in.with_name(f"{kept_in.name}.{os.getpid()}")
    descriptor = os.open(candidate, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        os.link(candidate, kept_in)
    except FileExistsError:
        pass
    finally:
        candidate.unlink()
    return kept_in.read_text().strip()
