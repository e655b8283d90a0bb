#!/usr/bin/env bash
# Carries the steps of the Dockerfile out in bare Debians, one for each stage, where no container engine is there.
# usage: test-docker.sh [DOCKERFILE]
# FROM swift:... becomes a bare Debian with this machine's Swift shown in it read-only, and the packages that
# Swift needs; FROM debian:... a bare Debian. RUN, COPY, WORKDIR, USER and ENTRYPOINT are carried out line by line.
# What this does not test: the images themselves, and that an engine reads the file as this script does.
# As root or with sudo. Needs the mirrors of Debian, and the sources of the libraries in SwiftPM's cache or a network.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source-path=SCRIPTDIR source=bare-root.sh
. "$(dirname "$0")/bare-root.sh"
dockerfile=${1:-$root/Dockerfile}
work=$(mktemp -d)
finish() {
  status=$?
  trap - EXIT
  for each in "$work"/stage-*; do
    if [ -d "$each" ]; then remove_root "$each"; fi
  done
  rm -rf "$work"
  exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# What the image swift:6.2-bookworm has besides Swift.
swift_needs=(binutils git gnupg2 libc6-dev libcurl4-openssl-dev libedit2 libgcc-12-dev libpython3-dev libsqlite3-0
  libstdc++-12-dev libxml2-dev libncurses-dev libz3-dev pkg-config tzdata unzip zlib1g-dev)

# The instructions, a line each: comments out, continued lines joined.
instructions() {
  grep -v '^ *#' "$dockerfile" | sed -e ':a' -e '/\\$/ { N; s/ *\\\n */ /; ba' -e '}' | grep -v '^ *$'
}

declare -A named=()
stage=
swift_here=

begin() {
  local image=$1 name=${3:-}
  stage=$work/stage-${#named[@]}
  named[${name:-${#named[@]}}]=$stage
  directory=/
  user=root
  swift_here=
  bare_root "$stage"
  case $image in
  swift:*-"$suite")
    toolchain=$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")
    echo "   $(basename "$image") is a bare $suite with $(swift --version 2>/dev/null | head -n 1)"
    swift_here=yes
    in_root "$stage" sh -c "apt-get update -q && apt-get install -y -q --no-install-recommends ${swift_needs[*]}" \
      >"$work/log" 2>&1 || { tail "$work/log"; fail "what Swift needs cannot be installed"; }
    # Images have Swift below /usr; here its tools are linked to from there.
    for tool in "$toolchain"/bin/*; do
      as_root ln -sf "$tool" "$stage/usr/local/bin/"
    done
    # SwiftPM finds the sources of the libraries in the cache of its user, who is root there.
    cache=.cache/org.swift.swiftpm
    in_root "$stage" sh -c "mkdir -p ~/$cache ~/.swiftpm"
    if [ -d "$HOME/$cache/repositories" ]; then
      as_root cp -r "$HOME/$cache/repositories" "$stage$(in_root "$stage" sh -c 'echo ~')/$cache/"
    fi
    ;;
  debian:"$suite"*) ;;
  *) fail "FROM $image: this machine can stand for $suite alone" ;;
  esac
}

carry_out() {
  shown=
  if [ -n "$swift_here" ]; then shown="$toolchain:$toolchain"; fi
  in_root "$stage" runuser --user "$user" -- sh -c "mkdir -p '$directory' && cd '$directory' && $1" \
    >"$work/log" 2>&1 || { tail -n 30 "$work/log"; fail "RUN $1"; }
}

copy() {
  local from=$root source target
  if [[ $1 == --from=* ]]; then
    from=${named[${1#--from=}]}
    shift
  fi
  source=$1
  target=$2
  case $target in /*) ;; *) target=$directory/$target ;; esac
  as_root mkdir -p "$stage$target"
  if [ "$from" = "$root" ]; then
    [ "$source" = . ] || fail "COPY $source: only '.' is understood"
    # The patterns of .dockerignore, as far as they are used there.
    local ignored=()
    while IFS= read -r pattern; do
      case $pattern in
      '**/'*) ignored+=("--exclude=${pattern#\*\*/}") ;;
      *) ignored+=("--exclude=./$pattern") ;;
      esac
    done <"$root/.dockerignore"
    tar --create --anchored --no-wildcards-match-slash -C "$root" "${ignored[@]}" . |
      as_root tar --extract --no-same-owner -C "$stage$target"
  else
    as_root cp -r "$from$source/." "$stage$target"
  fi
}

while IFS= read -r line; do
  echo "== $line =="
  rest=${line#* }
  case ${line%% *} in
  FROM)
    # shellcheck disable=SC2086
    begin $rest
    ;;
  RUN) carry_out "$rest" ;;
  COPY)
    # shellcheck disable=SC2086
    copy $rest
    ;;
  WORKDIR)
    directory=$rest
    as_root mkdir -p "$stage$directory"
    ;;
  USER) user=$rest ;;
  ENTRYPOINT) entry=$(tr -d '[]",' <<<"$rest") ;;
  CMD) ;;
  *) fail "$line: not understood" ;;
  esac
done < <(instructions)

echo "== what a container of it does =="
[ "$entry" = toygan ] || fail "ENTRYPOINT $entry"
if in_root "$stage" sh -c 'command -v swift'; then fail "the last stage has Swift"; fi
carry_out 'toygan --help'
carry_out "toygan train --set batch=64 --set 'generator.hidden=[32]' --set 'discriminator.hidden=[32]' \
  --steps 200 --out first --quiet"
carry_out 'toygan plot first && ls first/plots/*.png'
echo "== docker: the steps are all right =="
