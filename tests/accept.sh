#!/bin/bash
# accept.sh CASE...: rewrites a case's expected output; read the diff first.
cd "$(dirname "$0")/.." && ACCEPT=1 tests/cases.sh build/release/cli/socvet "$@"
