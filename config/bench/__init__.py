"""`make bench`: what somebody waits for, at the size of a country, beside the same at 2,000 plans."""
