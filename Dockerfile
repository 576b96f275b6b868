# One image for web, worker, timetable and migrations. Nothing is compiled in it: every package comes as a wheel.
ARG PYTHON=3.11-slim-bookworm

# --- the packages of the product, by the hashes of the lock ---------------------------------------------------------
FROM python:${PYTHON} AS packages
COPY requirements.lock talentboard/product_lock.py /build/
RUN python /build/product_lock.py < /build/requirements.lock > /build/product.lock \
    && python -m venv --without-pip /opt/talentboard \
    && pip --python /opt/talentboard/bin/python install --no-cache-dir --disable-pip-version-check \
       --only-binary :all: --require-hashes --requirement /build/product.lock

# --- the code, compiled to bytecode, and the files of its pages under names of their content -------------------------
FROM packages AS code
WORKDIR /app
COPY manage.py LICENSE ./
COPY talentboard talentboard
COPY regions regions
COPY pools pools
COPY nominations nominations
COPY gateway gateway
COPY dashboard dashboard
COPY templates templates
COPY static static
# The addresses lead nowhere: collecting asks neither database nor Valkey.
RUN TALENTBOARD_SECRET_KEY=collecting-only DATABASE_URL=postgresql://nowhere/talentboard REDIS_URL=redis://nowhere \
    /opt/talentboard/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && /opt/talentboard/bin/python -m compileall -q /app

# --- what runs -------------------------------------------------------------------------------------------------------
FROM python:${PYTHON}
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
       libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-liberation \
    && rm -rf /var/lib/apt/lists/* \
    && fc-cache --system-only \
    && pip uninstall --yes --root-user-action ignore setuptools wheel pip \
    && groupadd --gid 10001 talentboard \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin talentboard
COPY --from=packages /opt/talentboard /opt/talentboard
COPY --from=code /app /app
WORKDIR /app
# The file system may be read-only: what is written goes to /tmp, which wants to be a tmpfs.
ENV PATH=/opt/talentboard/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    XDG_CACHE_HOME=/tmp/cache \
    TALENTBOARD_DEBUG=0
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["python", "-m", "talentboard.health", "web"]
CMD ["gunicorn", "--config", "python:talentboard.serving", "talentboard.wsgi:application"]
