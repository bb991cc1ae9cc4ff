#!/bin/bash
# test.sh: installs what is missing, builds with sanitizers and warnings as errors, and passes every
# test. --all adds the heavy rest (clean root, long fuzzing). Safe to run twice.
set -euo pipefail
cd "$(dirname "$0")"
scripts/setup.sh --tests
export CMAKE_C_COMPILER_LAUNCHER="${CMAKE_C_COMPILER_LAUNCHER-$(command -v ccache || true)}"
export SOCVET_SHARED="${SOCVET_SHARED-$(cd .. && pwd)/shared}"
[ -d "$SOCVET_SHARED" ] || echo "test: no $SOCVET_SHARED: tests that read it will be skipped and counted"
for preset in ci dev; do
    echo "test: building preset $preset"
    cmake --preset "$preset" >/dev/null
    cmake --build --preset "$preset" -j"$(nproc)" >"build/$preset/build.log" 2>&1 || {
        grep -E "error|warning|FAILED" -A5 "build/$preset/build.log" | head -60
        exit 1
    }
done
echo "test: sanitized build"
ctest --test-dir build/dev -j"$(nproc)" --output-on-failure
echo "test: release build"
ctest --test-dir build/ci -j"$(nproc)" --output-on-failure
if [ "${1-}" = --all ]; then
    echo "test: the heavy rest"
    tests/heavy/all.sh
fi
