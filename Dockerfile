# syntax=docker/dockerfile:1
FROM python:3.12-slim AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY requirements.lock requirements-dev.lock ./
# The build backend comes from the same lock as everything else.
RUN python -m venv /build \
    && /build/bin/pip install --require-hashes -r requirements-dev.lock \
    && python -m venv /app \
    && /app/bin/pip install --require-hashes -r requirements.lock
COPY . .
RUN /build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
    && /app/bin/pip install --no-deps --no-index /wheels/*.whl \
    && /app/bin/pip uninstall --yes pip

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin palier \
    && install --directory --owner=palier --group=palier /data
COPY --from=builder /app /app
ENV PATH=/app/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PALIER_DATA_DIR=/data \
    PALIER_HTTP_LISTEN=0.0.0.0:8080 \
    PALIER_OFFICE=/etc/palier/office.toml
USER palier
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["python", "-c", "\
import http.client, os, sys; \
desk = http.client.HTTPConnection('127.0.0.1', int(os.environ['PALIER_HTTP_LISTEN'].rpartition(':')[2]), timeout=4); \
desk.request('GET', '/healthz'); \
sys.exit(desk.getresponse().status != 200)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["palier"]
CMD ["run"]
