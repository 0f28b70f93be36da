# The portal as one image: web, worker, beat and migrations differ only in their command (docker-compose.yml).
FROM python:3.13-slim-bookworm AS build
WORKDIR /portal
COPY requirements-uv.txt requirements.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes --target /opt/uv -r requirements-uv.txt \
    && python -m venv --without-pip /opt/venv \
    && /opt/uv/bin/uv pip sync --no-cache --python /opt/venv/bin/python --require-hashes --compile-bytecode requirements.txt
COPY . .
# Names of static files carry their digest; they are made once, here. Demo mode asks for no secret and no database.
RUN ASN_MODE=demo STATIC_ROOT=/statis /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && /opt/venv/bin/python -m compileall -q .

FROM python:3.13-slim-bookworm
RUN groupadd --gid 10001 asn \
    && useradd --uid 10001 --gid asn --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin asn \
    && install -d -o asn -g asn -m 700 /segel /berkas
COPY --from=build /opt/venv /opt/venv
COPY --from=build /statis /statis
COPY --from=build /portal /portal
WORKDIR /portal
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 STATIC_ROOT=/statis
USER asn
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["python", "launcher/production/sehat.py", "http://127.0.0.1:8000/sehat/"]
CMD ["gunicorn", "-c", "launcher/gunicorn.conf.py", "asn_portal.wsgi", "-b", "0.0.0.0:8000"]
