# ToyGAN as an image: the Debian package, built with Swift and installed without it.
#
#   docker build --tag toygan .
#   docker run --rm --volume "$PWD:/work" --user "$(id -u):$(id -g)" toygan train --steps 2000 --out first
#   docker run --rm --volume "$PWD:/work" --network host toygan live --no-open
#
# The page of `toygan live` is served to 127.0.0.1 alone, so it needs the network of the host (Linux).
# `make test-docker` carries the steps out in a bare Debian, without an engine.

FROM swift:6.2-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends chrpath dpkg-dev gnuplot-nox libdnnl-dev libgsl-dev make zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /toygan
COPY . .
RUN make package

FROM debian:bookworm-slim
COPY --from=build /toygan/.build-package/ /tmp/package/
RUN apt-get update \
    && apt-get install -y --no-install-recommends gnuplot-nox /tmp/package/toygan_*.deb \
    && rm -rf /var/lib/apt/lists/* /tmp/package
RUN useradd --create-home toygan && mkdir /work && chown toygan:toygan /work
USER toygan
WORKDIR /work
ENTRYPOINT ["toygan"]
CMD ["--help"]
