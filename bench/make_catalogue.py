#!/usr/bin/env python3
"""Writes a catalogue of JSON lines made from our own samples: about 1.85 kB an advert.

Usage: bench/make_catalogue.py MEGABYTES > catalogue.jsonl      Standard library only; the same bytes
every time."""
import glob, json, os, random, re, sys

root = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'corpus', 'sample')
adverts = []
for d in sorted(glob.glob(os.path.join(root, '*'))):
    text = '\n\n'.join(re.sub(r'^file:.*\n', '', open(f, encoding='utf-8').read()) for f in sorted(glob.glob(os.path.join(d, 'source*.md'))))
    if text.strip():
        lines = [re.sub(r'^[#|-]+ *', '', l).replace(' | ', '\t') for l in text.split('\n')]
        adverts.append((lines[0], [l for l in lines[1:] if l.strip()]))
pool = [l for _, ls in adverts for l in ls]
rnd = random.Random(20261125)
left, n = int(float(sys.argv[1]) * 1e6), 0
out = sys.stdout
while left > 0:
    title, lines = adverts[n % len(adverts)]
    body, size = [], 0
    for l in lines + rnd.sample(pool, 30):
        body.append(l)
        size += len(l.encode()) + 1
        if size > 1750: break
    row = json.dumps({'id': str(n), 'title': title, 'text': '\n'.join(body), 'date': '2026-%02d-%02d' % (n % 12 + 1, n % 28 + 1)}, ensure_ascii=False) + '\n'
    out.write(row)
    left -= len(row.encode())
    n += 1
