"""What `make run` and `make test` start on a machine of one's own: PostgreSQL, a Redis-protocol server and the application.

Development, tests and the demo only. Production names its own servers in DATABASE_URL and REDIS_URL.
"""
