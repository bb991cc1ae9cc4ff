#!/bin/bash
# dictionary.sh SOCVET: a dictionary of the user's own: the same tables code the same, a new index row
# is heeded, one that is taken out is gone, and files that are none are refused by name.
socvet=$(realpath "$1"); cd "$(dirname "$0")/.." || exit 2
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
check() { if [ "$2" = "$3" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL: $1: '$2', not '$3'"; fi; }
says() { # LABEL WORDS COMMAND...: ends with 2 and says so
    local label=$1 words=$2 out rc; shift 2
    out=$("$@" 2>&1 >/dev/null); rc=$?
    check "$label (exit)" $rc 2
    if grep -qF -- "$words" <<<"$out"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL: $label: $out"; fi
}
codes() { "$socvet" bulk --format jsonl --only classify --jobs 1 "$@" - <"$tmp/in.jsonl" | sed -E 's/"dictionary":"[^"]*"/"dictionary":""/'; }
code() { "$socvet" classify --json "$@" 2>/dev/null | jq -r .soc.code; }

cp -r soc_dict/data "$tmp/data"
# A row more and a row less: another version, nothing else.
printf 'Quantum widget tuner\t\t\t\t2136\t2134\t2134/01\t\n' >>"$tmp/data/index.tsv"
grep -v -P '^Embalmer\t' "$tmp/data/index.tsv" >"$tmp/index" && mv "$tmp/index" "$tmp/data/index.tsv"
"$socvet" dict --compile "$tmp/data" -o "$tmp/my.dict" || { echo "FAIL: not compiled"; exit 1; }
jq -c '{id: (.title), title, text: (.text // "")}' corpus/gold/adverts.jsonl corpus/gold/titles.jsonl >"$tmp/in.jsonl"
check "the same rows code the same" "$(codes | sha256sum)" "$(codes --dictionary "$tmp/my.dict" | sha256sum)"
check "and in the older edition" "$(codes --edition soc2010 | sha256sum)" "$(codes --edition soc2010 --dictionary "$tmp/my.dict" | sha256sum)"
echo "Quantum widget tuner" >"$tmp/new.txt"
echo "Embalmer" >"$tmp/gone.txt"
check "a new row is heeded" "$(code --dictionary "$tmp/my.dict" "$tmp/new.txt")" 2134
check "it is said which dictionary" "$("$socvet" classify --json --dictionary "$tmp/my.dict" "$tmp/new.txt" | jq -r .engine.dictionary)" \
    "$("$socvet" check --json --fail-on never --dictionary "$tmp/my.dict" "$tmp/new.txt" | jq -r .engine.dictionary)"
title() { "$socvet" classify --json "$@" | jq '[.soc.candidates[0].reasons[] | select(.kind == "title")] | length'; }
check "a row that is there speaks" "$(title "$tmp/gone.txt")" 1
check "a row taken out does not" "$(title --dictionary "$tmp/my.dict" "$tmp/gone.txt")" 0
head -c 5000 "$tmp/my.dict" >"$tmp/cut.dict"
says "a text" "not a socvet dictionary" "$socvet" classify --dictionary "$tmp/new.txt" "$tmp/new.txt"
says "a file cut short" "cut short" "$socvet" check --dictionary "$tmp/cut.dict" "$tmp/new.txt"
says "a file that is not there" "No such file" "$socvet" bulk --dictionary "$tmp/none" "$tmp/in.jsonl"
says "both coverage and threshold" "give one of them" "$socvet" classify --coverage 0.8 --threshold 0.5 "$tmp/new.txt"
says "a coverage that is none" "a share of the adverts" "$socvet" check --coverage most "$tmp/new.txt"
says "a threshold that is none" "a probability" "$socvet" bulk --threshold 2.5x "$tmp/in.jsonl"
share() { codes "$@" | jq -s '[.[] | select(.soc.abstained | not)] | length'; }
check "a greater coverage decides more" "$([ "$(share --coverage 0.5)" -lt "$(share --coverage 95%)" ] && echo more)" more
check "threshold 0 decides all with a candidate" "$(codes --threshold 0 | jq -s '[.[] | select(.soc.abstained and (.soc.candidates | length > 0))] | length')" 0
check "abstained from and ranked all the same" "$(codes --threshold 1 | jq -s '[.[] | select(.soc.abstained and (.soc.candidates | length > 1))] | length > 600')" true
echo "dictionary: $passed passed, $failed failed"
[ $failed -eq 0 ]
