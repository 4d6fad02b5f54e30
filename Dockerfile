# rightsgate with the releases that are tried together, run by a user without rights:
#
#   docker build --tag rightsgate .
#   docker run --rm --network none --read-only --tmpfs /tmp --volume "$PWD:/work:ro" rightsgate check manifest.yaml
#
FROM python:3.14.6-slim-trixie@sha256:b877e50bd90de10af8d82c57a022fc2e0dc731c5320d762a27986facfc3355c1 AS build
WORKDIR /build
COPY . .
RUN python -m venv --without-pip /opt/rightsgate \
    && python -m pip --python /opt/rightsgate/bin/python install --no-cache-dir --disable-pip-version-check \
        --constraint constraints/locked.txt .

FROM python:3.14.6-slim-trixie@sha256:b877e50bd90de10af8d82c57a022fc2e0dc731c5320d762a27986facfc3355c1
COPY --from=build /opt/rightsgate /opt/rightsgate
ENV PATH=/opt/rightsgate/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /work
USER 10001:10001
ENTRYPOINT ["rightsgate"]
CMD ["--help"]
