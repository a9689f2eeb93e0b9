#!/usr/bin/env bash
# Takes a picture of the demo in each theme of this folder and writes it to NAME.png beside it.
#
# Needs a release build and, from Debian: xterm xvfb xauth x11-utils imagemagick fonts-dejavu-core
# Usage: themes/take-pictures.sh [NAME...]      (all themes when none is named)
# The wall: PICTURE=wall OPTIONS=--wall themes/take-pictures.sh vigil-dark
set -euo pipefail
cd "$(dirname "$0")/.."

vigil=$(swift build -c release --show-bin-path)/vigil
[ -x "$vigil" ] || { echo "build first: swift build -c release" >&2; exit 1; }
if [ $# -eq 0 ]; then
    mapfile -t names < <(basename -s .yaml -a themes/*.yaml)
    set -- "${names[@]}"
fi

# How long the demo runs before the picture: long enough for some of everything.
seconds=${SECONDS_BEFORE:-14}
geometry=${GEOMETRY:-120x36}
view=${VIEW:-batches}

# A display of its own, on the first number that is free.
coproc Display { exec Xvfb -displayfd 1 -screen 0 2000x1400x24 -nolisten tcp 2>/dev/null; }
read -r number <&"${Display[0]}"
export DISPLAY=:$number
display=${Display_PID:?}
trap 'kill "$display" 2>/dev/null || true' EXIT

read -ra options <<<"${OPTIONS:-}"
for name in "$@"; do
    LANG=C.UTF-8 xterm -title "vigil-$name" -geometry "$geometry" -b 0 \
        -fa 'DejaVu Sans Mono' -fs 10 +sb -bc -xrm 'XTerm*termName: xterm-256color' \
        -xrm 'XTerm*allowTitleOps: false' \
        -e env COLORTERM=truecolor "$vigil" demo --seed 1 --theme "$name" --view "$view" "${options[@]}" &
    terminal=$!
    sleep "$seconds"
    window=$(xwininfo -root -tree | awk -v title="\"vigil-$name\":" '$2 == title { print $1; exit }')
    import -window "$window" "themes/${PICTURE:-$name}.png"
    kill "$terminal" 2>/dev/null || true
    wait "$terminal" 2>/dev/null || true
    echo "themes/${PICTURE:-$name}.png"
done
