"""What this site expects of its PostgreSQL."""

from django.db.backends.postgresql.features import DatabaseFeatures as PostgresFeatures


class DatabaseFeatures(PostgresFeatures):
    # Django refuses anything older at the first connection, naming both versions.
    minimum_database_version = (15,)
