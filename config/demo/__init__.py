"""The demo: invented people and plans that look like a working week. Never loaded in production."""
