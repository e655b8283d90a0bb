#!/usr/bin/env bash
# Holds CITATION.cff to the schema of its format, and its version to those of the Swift source and the changelog.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
tools=$root/.build-package/citation
[ "$(citation_version)" = "$(source_version)" ] ||
  fail "CITATION.cff has version $(citation_version), the Swift source $(source_version)"
released=$(changelog_version)
[ -z "$released" ] || [ "$released" = "$(source_version)" ] ||
  fail "the newest release in CHANGELOG.md is $released, the Swift source has $(source_version)"
grep -q "^license: $(sed -n 's/^SPDX-License-Identifier: //p' "$root/LICENSE")$" "$root/CITATION.cff" ||
  fail "LICENSE and CITATION.cff name different licences"
if [ ! -x "$tools/bin/cffconvert" ]; then
  echo "== cffconvert from PyPI, into ${tools#"$root"/} =="
  python3 -m venv "$tools"
  "$tools/bin/pip" install -q cffconvert==2.0.0
fi
"$tools/bin/cffconvert" --validate --infile "$root/CITATION.cff"
"$tools/bin/cffconvert" --format bibtex --infile "$root/CITATION.cff"
echo "== citation: version $(source_version), all right =="
