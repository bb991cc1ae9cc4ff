#!/bin/bash
# run.sh SOCVET: the browser tests. Exit 77 (skipped) where there is no browser, no Node or no way to
# fetch the two packages of package.json.
socvet=$(realpath "$1"); cd "$(dirname "$0")" || exit 2
for program in chromium node npm; do
    command -v $program >/dev/null || { echo "browser: skipped: no $program"; exit 77; }
done
exec 9>../../build/browser.lock; flock 9
if ! cmp -s package-lock.json node_modules/.socvet-lock; then
    npm ci --no-audit --no-fund >node_modules.log 2>&1 || { echo "browser: skipped: npm could not fetch the packages"; rm -f node_modules.log; exit 77; }
    rm -f node_modules.log
    cp package-lock.json node_modules/.socvet-lock
fi
exec node page.test.mjs "$socvet"
