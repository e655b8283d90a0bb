#!/usr/bin/env bash
# Stores the results of a study in its folder here, with what they were made by: commit, processor and days.
#
#   experiments/store.sh experiments/discrete runs/discrete [PICTURE ...]
#   experiments/store.sh experiments/fair-comparison/ring8-small runs/fair-comparison/ring8-small [PICTURE ...] -- SETTING ...
#
# The second form is for a search (toygan tune) of the experiment in the folder above, with the settings of its command. A
# folder without a README belongs to that of the folder above.
# The commit is that of the tree, or COMMIT in the environment if the study was trained by an earlier one.
# Pictures that the folder has are replaced by those of the study; others are added by name. A table between the marks
# <!-- table.md --> and <!-- end of table.md --> in the experiment's README becomes the stored one, and so does that of any
# other file of Markdown in the folder of the README, such as <!-- ring8-small/table.md -->. Figures in the text are changed by hand, and checked by the tests: a link such as
# [8.00](table.md "unrolled, K = 10; modes by mass") has the text of that cell.
set -euo pipefail
folder=${1:?the folder below experiments} study=${2:?the folder of the study}
shift 2

refuse() { echo "store.sh: $*" >&2; exit 1; }
pictures=() settings=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do pictures+=("$1") && shift; done
if [ $# -gt 0 ]; then shift && settings=("$@"); fi
experiment=$folder/experiment.yaml
[ -f "$experiment" ] || experiment=$(dirname "$folder")/experiment.yaml
[ -f "$experiment" ] || refuse "neither $folder nor the folder above has experiment.yaml"
[ -f "$study/table.md" ] || [ -f "$study/summary.csv" ] || refuse "$study has no tables: is it complete?"
mkdir -p "$folder"
# A result says which commit made it: there must be one.
[ -z "$(git status --porcelain -- Sources Package.swift "$experiment")" ] \
  || refuse "commit the sources and $experiment first"

for name in summary.csv table.md trials.csv; do
  if [ -f "$study/$name" ]; then cp "$study/$name" "$folder/$name"; fi
done
for picture in "$folder"/*.png; do
  name=$(basename "$picture")
  if [ -f "$study/plots/$name" ]; then cp "$study/plots/$name" "$picture"; fi
done
for name in "${pictures[@]}"; do cp "$study/plots/$name" "$folder/$name"; done

# The value of a key in the records of all runs, each once.
recorded() { find "$study" -path '*/runs/*' -name run.json -exec cat {} + | sed -n "s/^ *\"$1\" : \"\(.*\)\",\{0,1\}\$/\1/p" | sort -u; }
days=$(recorded ended | cut -c1-10 | sort -u)
processors=$(recorded processor | sed 's/.*/"&"/' | paste -sd, - | sed 's/,/, /g')
cat >"$folder/made-by.json" <<END
{
  "commit": "$(git rev-parse --short=12 "${COMMIT:-HEAD}")",
  "version": "$(recorded version | paste -sd' ' -)",
  "processors": [$processors],
  "settings": [$(for setting in "${settings[@]}"; do printf '"%s"\n' "$setting"; done | paste -sd, - | sed 's/,"/, "/g')],
  "days": ["$(head -n 1 <<<"$days")", "$(tail -n 1 <<<"$days")"]
}
END

home=$folder
[ -f "$home/README.md" ] || home=$(dirname "$folder")
awk -v home="$home" '
  /^<!-- end of [a-z0-9\/-]+\.md -->$/ { within = 0 }
  !within { print }
  /^<!-- [a-z0-9\/-]+\.md -->$/ {
    within = 1
    table = home "/" $2
    while ((getline line < table) > 0) if (line ~ /^\|/) print line
  }
' "$home/README.md" >"$home/README.md.new"
mv "$home/README.md.new" "$home/README.md"
