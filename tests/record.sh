#!/bin/bash
# record.sh SOCVET: the record has the keys of docs/record.md, in their order and with their types, and
# its spans hold the words that it quotes.
socvet=$(realpath "$1"); cd "$(dirname "$0")/.." || exit 2
failed=0 passed=0
for dir in corpus/sample/*/; do
    mapfile -t args < "$dir/args"
    if (cd "$dir" && "$socvet" "${args[@]}" --json --with-text --all-verdicts --fail-on never) | jq -e '
        (keys_unsorted == ["schema","id","document_kind","documents","engine","as_of","route","profile","title","soc","phd","facts","findings","text","status","error"])
        and .schema == 1 and .status == "ok" and .error == null and (.documents | length) >= 1
        and (.soc | has("edition") and has("code") and has("probability") and has("margin") and has("abstained") and has("ext") and has("soc2020") and has("soc2010") and has("candidates") and has("stated") and has("jobs"))
        and ([.soc.candidates[].probability] | add <= 1.0001 and (. == null or . >= 0))
        and (.soc.code == .soc.candidates[0].code)
        and (.phd | has("wording") and has("mentioned") and has("span"))
        and (.facts | has("salary") and has("weekly_hours") and has("closing_date") and has("contract") and has("duration_months") and has("criteria") and has("media"))
        and ([.findings[] | has("id") and has("rev") and has("verdict") and has("severity") and has("certainty") and has("message") and has("fix") and has("source") and has("spans")] | all)
        and (.text | utf8bytelength) as $n | ([.findings[].spans[][]] | all(. >= 0))' >/dev/null
    then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL: $dir"; fi
done
# spans are bytes: the quoted words of salary, criteria and reasons stand there
(cd corpus/sample/03-postdoc-faulty && "$socvet" check --json --with-text --fail-on never advert.docx person-specification.docx) | python3 -c '
import json, sys
r = json.load(sys.stdin); t = r["text"].encode(); seen = 0
for x in [r["facts"]["salary"]] + r["facts"]["criteria"] + [y for c in r["soc"]["candidates"] for y in c["reasons"]]:
    if x and x.get("span") and x.get("text"):
        a, b = x["span"]; assert t[a:b].decode() == x["text"], x; seen += 1
assert seen > 10, seen' && passed=$((passed + 1)) || { failed=$((failed + 1)); echo "FAIL: spans"; }
echo "record: $passed passed, $failed failed"
[ $failed -eq 0 ]
