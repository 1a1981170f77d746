"""Static files under hashed names, compressed once, so that browsers may keep them for ever."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

from coe_site.postgres.locks import locked

_COLLECT_PATIENCE = 60.0  # seconds for another server to finish collecting the same files


class PublicStaticFilesConfig(StaticFilesConfig):
    """Django's app for static files, which leaves the Sass where it is."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "*.scss"]


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """A template that names a file which is not there fails, in tests and not before readers."""

    manifest_strict = True
    # Nothing asks for the plain names, so they are neither compressed nor kept.
    keep_only_hashed_files = True
    # `import … from "./other.js"` must follow the other module to its hashed name.
    support_js_module_import_aggregation = True


def collect_static_files() -> bool:
    """Collect them unless they have been; whether there was anything to do.

    A second site of the same clone serves the same files, and must not find one half written.
    """
    folder = Path(settings.STATIC_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / "collected.stamp"
    with locked(folder / "collecting.lock", patience=_COLLECT_PATIENCE):
        sources = _fingerprint_of_sources()
        if stamp.exists() and stamp.read_text() == sources:
            return False
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(sources)
    return True


def _fingerprint_of_sources() -> str:
    """Changes with any source file and with the packages that treat them."""
    seen = hashlib.sha256()
    for package in ("django", "whitenoise", "brotli"):
        seen.update(f"{package} {version(package)}\n".encode())
    for finder in get_finders():
        for name, storage in finder.list(PublicStaticFilesConfig.ignore_patterns):
            found = Path(storage.path(name)).stat()
            seen.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return seen.hexdigest()
