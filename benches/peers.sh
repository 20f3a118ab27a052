#!/usr/bin/env bash
# Compares Hecta with QGIS and geopandas/shapely on the same work: installs them, makes the data, runs ours and theirs in turn, holds all
# totals against the truth, and prints the table as Markdown (the figures as JSON in target/peers/result.json).
#
#   benches/peers.sh [--yes]     all of it: about 25 minutes on 2 cores once everything is built, 0.3 GB of data
#   QUICK=1 benches/peers.sh     two pairs and 10,000 parcels
#
# PAIRS=5: how often each is run. ONLY=layer,check,…: only these of layer, check, process, drag, cross, frame, window.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scripts/setup.sh
. "$top/scripts/setup.sh"
cd "$top"
[ "${1:-}" != --yes ] || yes=1

need_peers() {
  { has_command qgis && /usr/bin/python3 -c 'import qgis.core'; } >/dev/null 2>&1 || required+=(qgis python3-qgis qgis-providers)
  has_command ogr2ogr || required+=(gdal-bin)
  has_command Xvfb || required+=(xvfb)
  has_command xdotool || required+=(xdotool)
}

prepare need_build_tools need_window_libraries need_snapshot_libraries need_python need_peers
folder=${CARGO_TARGET_DIR:-target}/peers
mkdir -p "$folder"
prepare_python "$folder/venv" benches/peers/requirements.txt
if [ "${QUICK:-0}" = 1 ]; then sizes=(10) pairs=2; else sizes=(10 100) pairs=5; fi

# one build for both, as they share a library; the path of the measuring program has a number in it that only cargo knows
programs=$(cargo build --release --locked --bin hecta --bench peers --message-format=json-render-diagnostics |
  python3 -c 'import json, sys
made = [m for m in map(json.loads, sys.stdin) if m.get("executable")]
for name in "hecta", "peers":
    print(next(m["executable"] for m in made if m["target"]["name"] == name))')
{ read -r hecta && read -r ours; } <<<"$programs"
"$folder/venv/bin/python" benches/peers/data.py "$folder/data" "${sizes[@]}" >&2
exec "$folder/venv/bin/python" benches/peers/run.py --folder "$folder" --hecta "$hecta" --ours "$ours" \
  --pairs "${PAIRS:-$pairs}" --sizes "${sizes[@]}" ${ONLY:+--only "$ONLY"}
