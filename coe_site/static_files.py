"""Static files under hashed names, compressed once, so that browsers may keep them for ever."""

from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


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
