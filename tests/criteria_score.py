"""criteria_score.py SOCVET [-v] [FILE...]: see criteria.sh. A criterion is right when its words (letter
case, blanks and a full stop at the end apart) and its need are those of the truth."""
import collections, glob, json, os, re, subprocess, sys

LEAST = 0.97


def key(need, text): return need, re.sub(r'\s+', ' ', text).strip().rstrip('.;').lower()


def f1(hit, got, want): return 2 * hit / (got + want) if got + want else 1.0


def main():
    socvet, verbose = sys.argv[1], '-v' in sys.argv
    names = [a for a in sys.argv[2:] if a != '-v'] or [p[:-len('.truth.tsv')] for p in sorted(glob.glob('*.truth.tsv'))]
    total, by, how, broken = [0, 0, 0], {}, [0, 0, 0], 0
    for name in names:
        want = collections.Counter(); said = collections.Counter()
        for line in open(name + '.truth.tsv', encoding='utf-8').read().split('\n')[1:]:
            if line:
                need, by_what, text = line.split('\t')
                want[key(need, text)] += 1
                said[key(need, text) + (by_what.lower(),)] += 1
        out = subprocess.run([socvet, 'extract', '--json', name], capture_output=True)
        if out.returncode:
            print('FAIL', name, out.stderr.decode().strip()); broken += 1
            out = None
        found = json.loads(out.stdout)['facts']['criteria'] if out else []
        got = collections.Counter(key(x['need'], x['text']) for x in found)
        with_how = collections.Counter(key(x['need'], x['text']) + ((x['assessed_by'] or '').lower(),) for x in found)
        sums = sum((got & want).values()), sum(got.values()), sum(want.values())
        how = [a + b for a, b in zip(how, (sum((with_how & said).values()), sums[1], sums[2]))]
        fmt = by.setdefault(name.rsplit('.', 1)[1], [0, 0, 0])
        for i in range(3): total[i] += sums[i]; fmt[i] += sums[i]
        if f1(*sums) < 1 and verbose:
            print(f'{f1(*sums):.3f} {name}')
            for mark, diff in (('-', want - got), ('+', got - want)):
                for need, text in diff: print(f'   {mark} {need}: {text[:100]}')
        elif verbose and with_how != said: print('assessed_by differs:', name, list((said - with_how).items())[:2])
    for fmt in sorted(by): print(f'{fmt}: F1 {f1(*by[fmt]):.3f} of {by[fmt][2]}')
    print(f'criteria: {len(names)} documents, F1 {f1(*total):.3f} (text and need), {f1(*how):.3f} with how it is assessed')
    return 1 if broken or f1(*total) < LEAST else 0


sys.exit(main())
