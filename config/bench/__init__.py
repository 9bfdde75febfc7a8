"""`make bench`: what somebody waits for, at the size of a country, beside the same at 2,000 plans."""

# In a probe's environment: how a role that no policy binds reaches the same database.
HAND = "GOP_BENCH_HAND"
