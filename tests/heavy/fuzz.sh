#!/bin/bash
# fuzz.sh [SECONDS]: every fuzz target with libFuzzer for so many CPU seconds; new crashes stay in
# build/fuzz/crashes/. Prints executions per target.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz -j"$(nproc)" >build/fuzz/build.log 2>&1 || { tail -30 build/fuzz/build.log; exit 1; }
mkdir -p build/fuzz/crashes
for target in build/fuzz/tests/fuzz/fuzz_*; do
    [ -x "$target" ] || continue
    name=$(basename "$target"); name=${name#fuzz_}
    mkdir -p "build/fuzz/corpus/$name"
    printf '%s: ' "$name"
    "$target" -max_total_time="${1-60}" -rss_limit_mb=4096 -timeout=25 -max_len=65536 \
        -artifact_prefix="build/fuzz/crashes/$name-" "build/fuzz/corpus/$name" "tests/fuzz/corpus/$name" \
        >"build/fuzz/$name.log" 2>&1 || { tail -5 "build/fuzz/$name.log"; exit 1; }
    grep -E '^Done' "build/fuzz/$name.log"
done
