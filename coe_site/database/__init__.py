"""Django's PostgreSQL backend, with waits that end and a server that starts on first use."""
