#!/bin/bash
# all.sh: what needs a gigabyte, root or an hour. Each part says what it does and may be run alone.
set -euo pipefail
cd "$(dirname "$0")/../.."
tests/heavy/fuzz.sh "${FUZZ_SECONDS-600}"
tests/heavy/clean_root.sh
tests/training.sh --full
cmake --preset release >/dev/null && cmake --build --preset release --target socvet_program >/dev/null
tests/reliability.sh build/release/cli/socvet 200 # kills, full disk, hostile rows
cmake --build --preset release --target socvet-pdf >/dev/null 2>&1 || true # there is none without poppler
python3 tests/heavy/criteria_variants.py build/release/cli/socvet || [ $? -eq 77 ] # person specifications as DOC and PDF
for part in hosts slurm; do # many computers; 77: what they need is not installed
    tests/heavy/$part.sh build/release/cli/socvet || [ $? -eq 77 ]
done
