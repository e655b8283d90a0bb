#!/usr/bin/env bash
# Installs a stage in several places, uses what is there, and removes it.
# usage: test-install.sh STAGE
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
stage=$(realpath "$1")
need mandoc=mandoc groff=groff fish=fish zsh=zsh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
run() { "$root/packaging/install.sh" "$@" >/dev/null; }
listing() { (cd "$1" && find . -printf '%P %y %m\n' | sort); }

echo "== installation, and removal of exactly that =="
mkdir -p "$work/a b/usr/bin" "$work/a b/usr/share/man/man1"
echo mine >"$work/a b/usr/bin/mine"
echo mine >"$work/a b/usr/share/man/man1/mine.1"
listing "a b" >before
DESTDIR="$work/a b" PREFIX=/usr run "$stage"
(cd "$stage" && find . -type f -printf '%P %m\n' | sort) >staged
(cd "a b/usr" && find . -type f -not -name 'mine*' -not -path ./share/toygan/installed -printf '%P %m\n' | sort) >installed
diff staged installed
if find "a b" -not -perm -444 | grep .; then fail "files that not all can read"; fi
# Without the variables of this shell, from another folder.
(cd / && env -i "$work/a b/usr/bin/toygan" list methods | grep '^unrolled' >/dev/null)
DESTDIR="$work/a b" PREFIX=/usr run --uninstall
listing "a b" >after
diff before after

echo "== with the umask of a careful administrator, twice, and an older one below =="
mkdir old
cp -r "$stage/." old
echo gone >old/share/man/man1/toygan-gone.1
mkdir old/share/toygan-gone
echo gone >old/share/toygan-gone/file
(umask 077 && PREFIX=$work/new/prefix/ run old)
[ -e new/prefix/share/toygan-gone/file ] || fail "the older one is not there"
new/prefix/bin/toygan list settings >/dev/null
PREFIX=$work/new/prefix run "$stage"
PREFIX=$work/new/prefix run "$stage"
[ ! -e new/prefix/share/man/man1/toygan-gone.1 ] || fail "a page of an older version is left"
[ ! -e new/prefix/share/toygan-gone ] || fail "a folder of an older version is left"
if find new -not -perm -444 | grep .; then fail "files that not all can read"; fi
PREFIX=$work/new/prefix run --uninstall
[ ! -e new ] || fail "left: $(find new)"

echo "== what is refused =="
if PREFIX=relative run "$stage" 2>said; then fail "a prefix that is no path from / is accepted"; fi
grep -q "PREFIX: 'relative' is not allowed" said
if PREFIX=$work/nothing run --uninstall 2>said; then fail "nothing is uninstalled"; fi
grep -q 'nothing is installed' said
echo file >obstacle
if PREFIX=$work/obstacle run "$stage" 2>said; then fail "a file is a prefix"; fi
grep -q 'cannot be written' said

echo "== the program needs no library of Swift =="
if ldd "$stage/bin/toygan" | grep -i 'swift\|foundation\|not found'; then fail "it does"; fi

echo "== manual pages =="
for page in "$stage"/share/man/man1/*.1; do
  mandoc -T lint -W warning "$page"
  groff -k -mandoc -ww -T utf8 -z "$page" 2>said
  [ ! -s said ] || fail "$page: $(cat said)"
  if grep -n '^Example' "$page"; then fail "$page: an example stands with its title"; fi
done
# Each command has a page, and each option of its help is there.
commands=$("$stage/bin/toygan" --help | sed -n '/^SUBCOMMANDS:/,$ s/^  \([a-z-]\{1,\}\) .*/\1/p')
[ "$(wc -w <<<"$commands")" -ge 13 ] || fail "commands: $commands"
for command in $commands; do
  page=$stage/share/man/man1/toygan-$command.1
  mandoc -T utf8 -O width=500 "$page" | sed 's/.\x08//g' >rendered
  options=$("$stage/bin/toygan" "$command" --help | sed -n 's/^  \(-.*\)/\1/p' |
    sed 's/  .*//' | grep -oE -- '(^|[ ,])--?[a-z][a-z-]*' | tr -d ' ,' | sort -u)
  [ -n "$options" ] || fail "$command has no options"
  for option in $options; do
    grep -qE -- "^ +(.*, )?$option( |,|\$)" rendered || fail "the page of $command has no $option"
  done
done

echo "== completions =="
# shellcheck disable=SC2016
bash --norc -c '
  . "$0/share/bash-completion/completions/toygan"
  complete -p toygan | grep -q _toygan
  COMP_WORDS=(toygan tr) COMP_CWORD=1 COMP_LINE="toygan tr" COMP_POINT=9
  _toygan toygan tr toygan
  [ "${COMPREPLY[*]}" = train ]' "$stage" || fail "bash does not complete"
fish --no-config -c "source '$stage/share/fish/vendor_completions.d/toygan.fish'; complete -C 'toygan tr'" |
  grep '^train' >/dev/null || fail "fish does not complete"
cat >try.zsh <<'ZSH'
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; fpath=(${(q)1} \$fpath); autoload -U compinit; compinit -u -D; bindkey -e; echo rea''dy"
while zpty -r shell line; do [[ $line == *ready* ]] && break; done
zpty -w -n shell $'toygan tra\t'
while zpty -r shell part '*train*'; do [[ $part == *train* ]] && exit 0; done
exit 1
ZSH
timeout 120 zsh -f try.zsh "$stage/share/zsh/site-functions" || fail "zsh does not complete"
echo "== installation: all right =="
