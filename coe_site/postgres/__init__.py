"""The parts of the embedded PostgreSQL; `coe_site.embedded_postgres` is the way in."""
