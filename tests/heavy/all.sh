#!/bin/bash
# all.sh: what needs a gigabyte, root or an hour. Each part says what it does and may be run alone.
set -euo pipefail
cd "$(dirname "$0")/../.."
tests/heavy/fuzz.sh "${FUZZ_SECONDS-600}"
tests/heavy/clean_root.sh
