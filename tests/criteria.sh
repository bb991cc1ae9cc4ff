#!/bin/bash
# criteria.sh SOCVET [-v]: person specifications of tests/criteria against their truth: word-exact
# criteria with their need (F1 must be at least 0.97) and how they are assessed. -v shows what differs.
socvet=$(realpath "$1"); cd "$(dirname "$0")/criteria" || exit 2
exec python3 ../criteria_score.py "$socvet" "${@:2}"
