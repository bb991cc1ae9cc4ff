#!/bin/bash
# training.sh [--full]: the coder's tables are made again from the repository alone, byte for byte. Without --full only
# text.tsv (10 s); title.tsv too takes minutes. Needs python3-numpy; the table of labelled adverts is not needed.
cd "$(dirname "$0")/.." || exit 2
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
parts=text; [ "${1-}" = --full ] && parts=title,text
if ! /usr/bin/python3 -c 'import numpy' 2>/dev/null; then echo "training: 0 passed, 0 failed, 1 skipped (no python3-numpy)"; exit 0; fi
passed=0 failed=0
/usr/bin/python3 scripts/train_classify.py --only $parts --out "$tmp" || { echo "FAIL: training ended with $?"; exit 1; }
while read -r made; do
    if cmp "$tmp/$made" "$made"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL: $made is not what training makes"; fi
done < <(cd "$tmp" && find classify -name '*.tsv')
# Nothing of an advert but words that the index or the keyword list has.
if ! /usr/bin/python3 - <<'PY'
import sys
sys.path.insert(0, 'scripts')
from train_classify import *
folder = Folder(load_forms())
for ed in ('soc2020', 'soc2010'):
    index = Index(folder, ed)
    known = keywords(folder, index, {r[3] for r in index.rows}, ed)
    strange = [r['term'] for r in tsv('classify/data/%s/learned.tsv' % ed) if r['term'] not in known and r['term'] != '(all)']
    if strange:
        sys.exit('learned.tsv of %s has terms of no index: %s' % (ed, strange[:5]))
PY
then failed=$((failed + 1)); else passed=$((passed + 1)); fi
echo "training: $passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -ge 3 ]
