#!/usr/bin/env bash
# Makes a Debian package of a stage, for the release of Debian or Ubuntu that it runs on.
# usage: make-package.sh STAGE FOLDER
# Its maintainer is DEBFULLNAME and DEBEMAIL where they are set, else git's user.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
stage=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
umask 022
need dpkg-shlibdeps=dpkg-dev strip=binutils
SOURCE_DATE_EPOCH=$(source_time)
export SOURCE_DATE_EPOCH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A version is larger than the release before it, and smaller than the one after it.
package_version() {
  local version commit time changed=
  version=$(source_version)
  if ! commit=$(git -C "$root" rev-parse --short=7 HEAD 2>/dev/null); then
    echo "$version-1"
    return
  fi
  time=$(date -u -d "@$(git -C "$root" log -1 --format=%ct)" +%Y%m%d%H%M%S)
  if [ -n "$(git -C "$root" status --porcelain)" ]; then changed=.changed; fi
  if ! git -C "$root" rev-parse -q --verify "refs/tags/$version" >/dev/null; then
    echo "$version~git$time.$commit$changed-1"
  elif [ -z "$changed" ] &&
    [ "$(git -C "$root" rev-parse "$version^{commit}")" = "$(git -C "$root" rev-parse HEAD)" ]; then
    echo "$version-1"
  else
    echo "$version+git$time.$commit$changed-1"
  fi
}

# What the licences of the program's libraries ask for, in one text.
copyright() {
  local file name
  cat <<'TEXT'
ToyGAN is Copyright (C) 2026 The ToyGAN maintainers.

License: GPL-3.0-or-later. It is free software: you may use it, change it and
pass it on under version 3 of the GNU General Public License, or any later
version. There is no warranty. On Debian systems the full text is in
/usr/share/common-licenses/GPL-3.

The program contains the libraries below, and the runtime library of Swift,
which is under the Apache License 2.0 with the Runtime Library Exception.
Yams contains libyaml, Copyright (c) 2006-2016 Kirill Simonov and 2017-2020
Ingy dot Net, under the same licence as Yams. Swift's Foundation contains
data and code of ICU, Copyright (c) 2016 and later Unicode, Inc. and others,
under the Unicode License, https://www.unicode.org/license.txt.
TEXT
  for file in "$stage"/share/doc/toygan/libraries/*; do
    name=$(basename "$file")
    printf '\n== %s ==\n\n' "$name"
    if grep -q 'Apache License' "$file" && [[ $name == *LICENSE* ]]; then
      echo "License: Apache-2.0. On Debian systems the full text is in"
      echo "/usr/share/common-licenses/Apache-2.0."
      if grep -qi 'runtime library exception' "$file"; then
        echo "With the Runtime Library Exception: a program that contains the library only"
        echo "because it was compiled with it need not name the library."
      fi
    elif [[ $name == *NOTICE* ]] || grep -qE 'Permission is hereby granted|Redistribution and use' "$file"; then
      cat "$file"
    else
      fail "$file: a licence that the package does not know"
    fi
  done
}

version=$(package_version)
architecture=$(dpkg --print-architecture)
maintainer="${DEBFULLNAME:-$(git -C "$root" config user.name || echo "The ToyGAN maintainers")}"
maintainer+=" <${DEBEMAIL:-$(git -C "$root" config user.email || echo "root@$(hostname -f)")}>"

tree=$work/debian/toygan
mkdir -p "$tree/DEBIAN" "$tree/usr"
cp -r "$stage"/* "$tree/usr"
doc=$tree/usr/share/doc/toygan
mv "$tree/usr/share/zsh/site-functions" "$tree/usr/share/zsh/vendor-completions"
copyright >"$doc/copyright"
rm -r "$doc/libraries" "$doc/GPL-3" "$doc/LICENSE"
mv "$doc/CHANGELOG.md" "$doc/changelog"
cat >"$doc/changelog.Debian" <<TEXT
toygan ($version) unstable; urgency=medium

  * ToyGAN $(source_version). What is new stands in changelog.gz.

 -- $maintainer  $(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")
TEXT
# Debian searches the libraries of a package where the system has them alone.
if readelf -d "$tree/usr/bin/toygan" | grep -q 'RUNPATH\|RPATH'; then
  need chrpath=chrpath
  chrpath -d "$tree/usr/bin/toygan" >/dev/null
fi
mkdir -p "$tree/usr/share/lintian/overrides"
cat >"$tree/usr/share/lintian/overrides/toygan" <<'TEXT'
# Yams brings its own libyaml and has no way to use the system's.
toygan: embedded-library libyaml [usr/bin/toygan]
# Not an upload to Debian.
toygan: initial-upload-closes-no-bugs [usr/share/doc/toygan/changelog.Debian.gz:1]
TEXT
gzip -9n "$doc/changelog" "$doc/changelog.Debian" "$tree"/usr/share/man/man1/*.1

printf 'Source: toygan\n\nPackage: toygan\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O -e debian/toygan/usr/bin/toygan 2>"$work/shlibdeps" |
  sed -n 's/^shlibs:Depends=//p')
[ -n "$depends" ] || fail "dpkg-shlibdeps found no libraries: $(cat "$work/shlibdeps")"
cat >"$tree/DEBIAN/control" <<TEXT
Package: toygan
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k -s --apparent-size "$tree/usr" | cut -f 1)
Depends: $depends
Recommends: gnuplot-nox | gnuplot
Suggests: python3-numpy, slurm-client
Section: science
Priority: optional
Description: generative adversarial networks on targets that are known
 ToyGAN trains generative adversarial networks (GANs) on small targets whose
 density and modes are known, such as eight Gaussians on a ring. It counts the
 modes that each method recovers over many seeds, judges the samples of any
 program against noise floors, and draws the results with gnuplot.
 .
 The command toygan trains, sweeps, scores, compares and plots; "toygan live"
 shows training in the browser.
TEXT
(cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
file=$folder/toygan_${version}_$architecture.deb
rm -f "$folder"/toygan_*.deb
dpkg-deb --root-owner-group --build "$tree" "$work/toygan.deb" >/dev/null
mv "$work/toygan.deb" "$file"
echo "== ${file#"$root"/}: $(du -h "$file" | cut -f 1); apt-get install ./${file##*/} installs it =="
