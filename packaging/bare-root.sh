# A bare Debian or Ubuntu in a folder, to try there what a user of a fresh machine does. To be sourced after lib.sh.
# shellcheck shell=bash disable=SC2154

# The release of this machine, and where its packages come from; MIRROR names another place.
# shellcheck source=/dev/null
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
components=main
mirror=${MIRROR:-http://deb.debian.org/debian}
if grep -qx 'ID=ubuntu' /etc/os-release; then
  components=main,universe
  mirror=${MIRROR:-http://archive.ubuntu.com/ubuntu}
fi

# bare_root FOLDER: a root with what every Debian has, from a copy that is kept in .build-package.
bare_root() {
  local kept=$root/.build-package/bare-$suite.tar
  need debootstrap=debootstrap
  if [ ! -e "$kept" ]; then
    echo "== debootstrap, $suite =="
    mkdir -p "$root/.build-package"
    as_root debootstrap --variant=minbase --components="$components" --include=ca-certificates \
      "$suite" "$1" "$mirror" >"$1.log" 2>&1 || { tail -n 5 "$1.log" >&2; fail "debootstrap failed"; }
    as_root tar --create --file "$kept.new" --numeric-owner --one-file-system -C "$1" .
    mv "$kept.new" "$kept"
  else
    as_root mkdir -p "$1"
    as_root tar --extract --file "$kept" --numeric-owner -C "$1"
  fi
  as_root cp /etc/resolv.conf "$1/etc/resolv.conf"
  as_root chroot "$1" useradd --create-home --shell /bin/bash student
}

# in_root FOLDER COMMAND...: runs a command in a root, as its root. Mounts end with the command, so that the folder
# can be removed safely. Folders in $shown, HOST:PLACE each, are shown there read-only.
in_root() {
  local folder=$1
  shift
  # shellcheck disable=SC2016
  as_root env "shown=${shown:-}" "http_proxy=${http_proxy:-}" unshare --mount --pid --fork --kill-child \
    bash -c '
    set -e
    folder=$1; shift
    mount -t proc proc "$folder/proc"
    mount --bind /dev "$folder/dev"
    for pair in $shown; do
      mkdir -p "$folder${pair#*:}"
      mount --bind "${pair%%:*}" "$folder${pair#*:}"
      mount -o remount,bind,ro "$folder${pair#*:}"
    done
    unset shown
    exec chroot "$folder" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
      LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive ${http_proxy:+http_proxy="$http_proxy"} "$@"
  ' in_root "$folder" "$@"
}

# as_student FOLDER COMMAND: runs a command line in a root as an ordinary user, at home.
as_student() {
  in_root "$1" runuser --login student --command "$2"
}

# remove_root FOLDER: nothing may be mounted there.
remove_root() {
  if grep -q " $(realpath "$1")/" /proc/self/mounts; then
    echo "something is mounted in $1: it stays" >&2
  else
    as_root rm -rf --one-file-system "$1"
  fi
}
