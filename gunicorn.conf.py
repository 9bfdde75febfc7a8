"""Read by gunicorn wherever it is started here; how it is started stands in config/local/commands.py."""

logger_class = "config.seen.web_server.Lines"
# config/seen/access.py writes a line for each request.
accesslog = None
