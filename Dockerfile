# syntax=docker/dockerfile:1
# The steps of the Makefile, one image for web, worker, beat and migrate. The servers are other people's images.

FROM node:24-slim AS design
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements/runtime.txt requirements/
RUN python -m venv .venv \
 && .venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/runtime.txt

FROM python:3.13-slim
RUN useradd --system --user-group --no-create-home --shell /usr/sbin/nologin gop
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
COPY --from=build /app/.venv .venv
COPY --from=design /app/node_modules node_modules
COPY . .
# Static files need settings but no key that matters and no database. Everything but mail, letters and backups stays root's:
# the root file system may be, and in docker-compose.yml is, read-only.
RUN mkdir -p var/mail var/digital_post var/backup \
 && SECRET_KEY=build GOP_CPR_KEYS=1:AAAA GOP_CPR_HASH_KEY=AAAA DATABASE_URL=postgres://nobody@/nowhere \
    python manage.py collectstatic --no-input --verbosity 0 \
 && chown gop:gop var/mail var/digital_post var/backup \
 && chmod 700 var/mail var/digital_post var/backup
USER gop
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=6s --start-period=20s CMD ["python", "-m", "config.healthcheck"]
CMD ["gunicorn", "config.wsgi", "--worker-class", "gthread", "--workers", "4", "--threads", "2", "--preload", "--no-control-socket", "--bind", "0.0.0.0:8000"]
