#!/bin/bash
# run.sh: installs what is missing, builds a release and vets the sample adverts. Safe to run twice.
set -euo pipefail
cd "$(dirname "$0")"
scripts/setup.sh
export CMAKE_C_COMPILER_LAUNCHER="${CMAKE_C_COMPILER_LAUNCHER-$(command -v ccache || true)}"
echo "run: building a release in build/release"
cmake --preset release >/dev/null
cmake --build --preset release -j"$(nproc)" >build/release/build.log 2>&1 || { tail -30 build/release/build.log; exit 2; }
socvet=build/release/cli/socvet
count=0
for dir in corpus/sample/*/; do
    mapfile -t args < "$dir/args"
    echo
    echo "==> (cd $dir && socvet ${args[*]})"
    (cd "$dir" && "$OLDPWD/$socvet" "${args[@]}") || [ $? -eq 1 ] || { echo "run: socvet failed on $dir" >&2; exit 2; }
    count=$((count + 1))
done
echo
echo "run: $count sample vacancies vetted. Your own: $socvet check FILE..."
