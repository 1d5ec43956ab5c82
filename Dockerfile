# syntax=docker/dockerfile:1
# Partwork, and the programs that it checks links and publishes with. It uses the archive that script/release makes.
#
#   script/release && docker build --tag partwork .
#   docker run --rm --volume "$PWD:/site" --user "$(id -u):$(id -g)" partwork build
FROM debian:12-slim

# Debian keeps only the newest version of a package in a release.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates curl git openssh-client rclone rsync \
  && rm -rf /var/lib/apt/lists/*

RUN --mount=type=bind,source=dist,target=/dist \
  tar -xzf /dist/partwork-*-linux-"$(uname -m)".tar.gz -C /usr/local --strip-components=1

WORKDIR /site
ENTRYPOINT ["partwork"]
CMD ["help"]
