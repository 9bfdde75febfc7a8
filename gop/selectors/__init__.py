"""Reads: always as an actor. A list reads the tenant's own rows; one record may look through a delivery."""
