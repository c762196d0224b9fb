#!/usr/bin/env bash
# Sets the codec beside native lossless codecs, on the same frames and in the same run, and prints a table with ratios.
#
#   src/bench/compare.sh [-s SECONDS] [-c CODECS] DICOM_FOLDER
#
# SECONDS is the time for each frame and codec (default 0.2), CODECS a list of native codecs (default charls,j2k,htj2k,jxl3,jxl7).
# Needs target/dicomseal.jar (mvn package), and of Debian: g++ libcharls-dev libopenjp2-7-dev libopenjph-dev libjxl-dev pkg-config.
set -euo pipefail

seconds=0.2
codecs=charls,j2k,htj2k,jxl3,jxl7
while getopts "s:c:" option; do
    case $option in
        s) seconds=$OPTARG ;;
        c) codecs=$OPTARG ;;
        *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
folder=${1:?usage: compare.sh [-s SECONDS] [-c CODECS] DICOM_FOLDER}

here=$(cd "$(dirname "$0")" && pwd)
dicomseal="java -jar $here/../../target/dicomseal.jar"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

g++ -O2 -std=c++17 $(pkg-config --cflags libopenjp2) "$here/native/peers.cpp" -o "$work/peers" -lcharls -lopenjp2 -lopenjph -ljxl
$dicomseal bench codec "$folder" --frames-to "$work/frames" 2> "$work/skipped"
"$work/peers" "$work/frames" "$codecs" "$seconds" > "$work/peers.tsv"
$dicomseal bench codec "$folder" --seconds "$seconds" > "$work/dicomseal.tsv" 2> /dev/null
awk -f "$here/table.awk" "$work/frames/manifest.txt" "$work/peers.tsv" "$work/dicomseal.tsv"
echo
echo "$(wc -l < "$work/skipped") files left out (lossy, without pixels, or not to be decoded)"
grep -m1 "model name" /proc/cpuinfo | sed 's/.*: /machine: /'
java -version 2>&1 | head -1
date "+date: %Y-%m-%d"
