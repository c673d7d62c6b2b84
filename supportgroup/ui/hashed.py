"""Static files under names that change with what is in them, also where one script imports another."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """A page of one release never gets half of its script from another, kept by its browser."""

    support_js_module_import_aggregation = True
