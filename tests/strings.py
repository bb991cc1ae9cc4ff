#!/usr/bin/env python3
"""strings.py SOCVET: what the peers' tests assert of the shared documents (NAME.checks.json), against the text
we print. tests/strings.tsv lists by file the entries that plain text cannot hold, or that are not asserted of the
text, and why; of all others none may be missing or wrongly present. An entry that is listed and found is said too:
the list stays true. Skipped (77) without the shared documents (SOCVET_SHARED, default ../shared)."""
import collections, json, os, re, subprocess, sys, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get('SOCVET_SHARED') or os.path.join(HERE, '..', '..', 'shared')
DOCUMENTS = os.path.join(SHARED, 'documents')


def flat(text):
    """Blanks, letter case, composed letters and soft hyphens do not matter."""
    return re.sub(r'\s+', ' ', unicodedata.normalize('NFC', text).replace('\u00ad', '')).strip().lower()


def listed():
    rows = collections.defaultdict(str)
    for line in open(os.path.join(HERE, 'strings.tsv'), encoding='utf-8').read().split('\n')[1:]:
        if line:
            file, kind, entries, why = line.split('\t')
            for entry in entries.split(','):
                rows[file, kind, int(entry)] = why
    return rows


def main():
    socvet = os.path.abspath(sys.argv[1])
    if not os.path.isdir(DOCUMENTS):
        print('skip: no shared documents')
        return 77
    known, seen, faults = listed(), set(), 0
    for fmt in sorted(os.listdir(DOCUMENTS)):
        folder = os.path.join(DOCUMENTS, fmt)
        asked = found = excused = 0
        for name in sorted(n for n in os.listdir(folder) if n.endswith('.checks.json')) if os.path.isdir(folder) else []:
            file = fmt + '/' + name[:-len('.checks.json')]
            out = subprocess.run([socvet, 'extract', os.path.join(DOCUMENTS, file)], capture_output=True, timeout=60)
            text = flat(out.stdout.decode('utf-8', 'replace'))
            checks = json.load(open(os.path.join(folder, name), encoding='utf-8'))
            for kind in ('contains', 'not_contains'):
                for i, words in enumerate(checks.get(kind) or []):
                    right = (flat(words) in text) == (kind == 'contains')
                    why = known.get((file, kind, i))
                    seen.add((file, kind, i))
                    asked, found, excused = asked + 1, found + right, excused + (why is not None)
                    if right == (why is not None):
                        faults += 1
                        print(f'{"listed, but right" if right else "WRONG"}: {file} {kind}[{i}]: {words[:80]}')
        if asked:
            print(f'{fmt}: {found} of {asked} right, {excused} listed as no text of the document')
    for row in sorted(set(known) - seen):
        faults += 1
        print('listed, but not asserted:', *row)
    return 1 if faults else 0


sys.exit(main())
