#!/bin/bash
# salary_cases.sh SOCVET: the figures of `socvet salary`, line by line.
socvet=$1; failed=0 passed=0
says() { # EXIT WORDS... -- OPTIONS...: exit status and every WORDS in what is printed
    local rc=$1; shift; local words=(); while [ "$1" != -- ]; do words+=("$1"); shift; done; shift
    out=$("$socvet" salary "$@" 2>&1); local got=$?
    [ $got -eq "$rc" ] || { echo "FAIL: exit $got, expected $rc: salary $*"; failed=$((failed + 1)); return; }
    for w in "${words[@]}"; do
        grep -qF -- "$w" <<<"$out" || { echo "FAIL: '$w' not said by: salary $*"; echo "$out"; failed=$((failed + 1)); return; }
    done
    passed=$((passed + 1))
}
says 1 798.08 20.46 42,556.80 42,564.10 -- --route tier2-ict --amount 41500 --hours 40 --as-of 2018-06-01
says 1 42,564.10 -- --route tier2-ict --amount 42556.80 --hours 40 --as-of 2018-06-01
says 0 42,564.10 -- --route tier2-ict --amount 42564.10 --hours 40 --as-of 2018-06-01
says 0 41,500 -- --route tier2-ict --amount 41500 --hours 39 --as-of 2018-06-01
echo "salary: $passed passed, $failed failed"
[ $failed -eq 0 ]
