#!/bin/bash
# run.sh [MEGABYTES]: ratios within one run, never against a clock: the file in the page cache,
# LC_ALL=C, one core.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C
cmake --preset release >/dev/null
cmake --build --preset release --target socvet_program bench_inprocess >/dev/null
file=build/release/catalogue.jsonl
mb=${1-20}
PYTHONIOENCODING=utf-8 python3 bench/make_catalogue.py "$mb" >"$file"
cat "$file" >/dev/null
cpu() { # seconds of CPU that a command takes
    local t; t=$( { TIMEFORMAT='%U %S'; time "$@" >/dev/null 2>&1 || true; } 2>&1 ); awk '{ print $1 + $2 }' <<<"$t"
}
socvet=build/release/cli/socvet
size=$(stat -c %s "$file")
wc_s=$(cpu wc -w "$file"); jq_s=$(cpu jq -c . "$file")
code_s=$(cpu "$socvet" bulk --format jsonl --only classify "$file"); full_s=$(cpu "$socvet" bulk --format jsonl "$file")
awk -v n="$size" -v w="$wc_s" -v j="$jq_s" -v c="$code_s" -v f="$full_s" 'BEGIN {
    printf "file to file, %.0f MB of JSON lines   MB/s   of jq   of wc -w\n", n / 1e6
    printf "wc -w                      %10.1f  %6.2f  %6.2f\n", n / w / 1e6, j / w, 1
    printf "jq -c .                    %10.1f  %6.2f  %6.2f\n", n / j / 1e6, 1, w / j
    printf "socvet bulk, classify only %10.1f  %6.2f  %6.2f\n", n / c / 1e6, j / c, w / c
    printf "socvet bulk, full check    %10.1f  %6.2f  %6.2f\n", n / f / 1e6, j / f, w / f }'
build/release/bench/bench_inprocess "$file"
start_s=$(cpu bash -c "for i in \$(seq 100); do $socvet help >/dev/null; done")
awk -v s="$start_s" 'BEGIN { printf "process start: %.1f ms of CPU\n", s * 10 }'
