#!/usr/bin/env python3
"""Make the tables of classify/data.

  train_classify.py                       title.tsv and text.tsv from the repository alone
  train_classify.py --shared ../shared    learned.tsv as well: what labelled and unlabelled adverts say of the words
  --only title|text   --out DIR           a part of it; to another folder than the repository

learned.tsv holds, by term of the index and of the keyword list, in how many adverts it stands and its weight for each code; no
text of an advert. text.tsv is made from it and from the keywords, so that everybody can make the same bytes again.
Needs Debian's python3-numpy. Fixed order, no randomness: the same input gives the same bytes.
"""
import argparse
import json
import os
import sys

import numpy as np

from soccoder import *

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
OUT = ROOT


def tsv(path):
    lines = [l.rstrip('\n') for l in open(os.path.join(ROOT, path), encoding='utf-8') if not l.startswith('#')]
    head = lines[0].split('\t')
    for l in lines[1:]:
        if l:
            f = l.split('\t')
            yield dict(zip(head, f + [''] * (len(head) - len(f))))


def jsonl(path):
    return [json.loads(l) for l in open(path, encoding='utf-8') if l.strip()]


def load_forms():
    forms = []
    for r in tsv('soc_dict/data/abbreviations.tsv'):
        pass
    for r in tsv('classify/data/synonyms.tsv'):
        forms.append((r['form'], r['means']))
    return forms


class Index:
    def __init__(self, folder, edition):
        self.rows = []
        for r in tsv('soc_dict/data/index.tsv'):
            if r[edition]:
                self.rows.append((r['title'], r['ind'], r['add'], r[edition], r['default']))
        p = 'classify/data/titles.tsv'
        if os.path.exists(os.path.join(ROOT, p)):
            named = {}
            for r in self.rows:
                named.setdefault(' '.join(content(folder.title(r[0]))), []).append(r)
            for r in tsv(p):
                if not r['soc2020'] and not r['soc2010']:
                    for x in named.get(' '.join(content(folder.title(r['like']))), ()):
                        self.rows.append((r['title'],) + x[1:])
                elif r[edition]:
                    self.rows.append((r['title'], r.get('ind', ''), r.get('add', ''), r[edition], 'M'))
        if edition == 'soc2010':
            for r in tsv('soc_dict/data/soc2010/extra_titles.tsv'):
                self.rows.append((r['title'], r['ind'], '', r['code'], ''))
        self.phrases = {}
        for t, ind, add, code, d in self.rows:
            key = ' '.join(content(folder.title(t)))
            q = set(content(folder.title(ind + ' ' + add)))
            self.phrases.setdefault(key, []).append((code, q, d, bool(ind or add)))


def train_titles(rows, codes, folder, l2=0.4, steps=70):
    """rows: (title, code, weight). Support-restricted softmax. Returns {feature: {code: weight}}, bias."""
    ci = {c: i for i, c in enumerate(codes)}
    feat, pairs = {}, {}
    X, Y, S = [], [], []
    for t, c, w in rows:
        f = [feat.setdefault(x, len(feat)) for x in features(folder.title(t))]
        if not f:
            continue
        X.append(f)
        Y.append(ci[c])
        S.append(w)
        for x in f:
            pairs.setdefault((x, ci[c]), len(pairs))
    n, K = len(X), len(codes)
    byf = [[] for _ in feat]
    for (x, c), k in pairs.items():
        byf[x].append((c, k))
    r, pc, pk = [], [], []
    for i, f in enumerate(X):
        for x in f:
            for c, k in byf[x]:
                r.append(i * K + c)
                pk.append(k)
    r = np.array(r, np.int64)
    pk = np.array(pk, np.int32)
    Y = np.array(Y)
    S = np.array(S)
    W = np.zeros(len(pairs))
    b = np.zeros(K)
    gW = np.full(len(pairs), 1e-8)
    m = np.zeros(len(pairs))
    v = np.zeros(len(pairs))
    mb = np.zeros(K)
    vb = np.zeros(K)
    lr = 0.3
    for step in range(1, steps + 1):
        Z = np.bincount(r, weights=W[pk], minlength=n * K).reshape(n, K) + b
        Z -= Z.max(1, keepdims=True)
        np.exp(Z, out=Z)
        Z /= Z.sum(1, keepdims=True)
        loss = -(S * np.log(Z[np.arange(n), Y] + 1e-12)).sum() / S.sum()
        Z[np.arange(n), Y] -= 1
        Z *= S[:, None]
        g = np.bincount(pk, weights=Z.ravel()[r], minlength=len(pairs)) + l2 * W
        gb = Z.sum(0) + 0.5 * b
        for (p, gg, mm, vv) in ((W, g, m, v), (b, gb, mb, vb)):
            mm *= 0.9
            mm += 0.1 * gg
            vv *= 0.99
            vv += 0.01 * gg * gg
            p -= lr * (mm / (1 - 0.9 ** step)) / (np.sqrt(vv / (1 - 0.99 ** step)) + 1e-6)
        lr = 0.3 if step < steps * 0.5 else 0.1 if step < steps * 0.8 else 0.03
    acc = None
    print('title model', n, len(feat), len(pairs), 'loss', round(float(loss), 4), file=sys.stderr)
    out = {}
    for (x, c), k in pairs.items():
        if abs(W[k]) >= 0.05:
            out.setdefault(x, {})[c] = float(W[k])
    names = list(feat)
    return {names[x]: d for x, d in out.items()}, b


def title_rows(index):
    out = []
    for t, ind, add, code, d in index.rows:
        if not ind and not add:
            out.append((t, code, 3.0))
        else:
            out.append((t, code, 1.2 if d else 0.5))
            q = (ind + ' ' + add).strip()
            out.append((q + ' ' + t, code, 0.5))
    return out


def walk(edition):
    """soc2020 code -> {code of edition: share}."""
    if edition == 'soc2020':
        return None
    n = {}
    for r in tsv('soc_dict/data/index.tsv'):
        if r['soc2020'] and r[edition]:
            d = n.setdefault(r['soc2020'], {})
            d[r[edition]] = d.get(r[edition], 0) + 1
    return {a: {b: k / sum(d.values()) for b, k in d.items()} for a, d in n.items()}


def keywords(folder, index, codes, edition):
    """term -> {code: count}: the ONS keywords and the words of index rows; words and pairs only."""
    kw, w20 = {}, walk(edition)
    for r in tsv('soc_dict/data/soc2020/keywords.tsv'):
        t = ' '.join(content(folder.plain_title(r['term'])))
        if t and len(t.split()) <= 2:
            d = kw.setdefault(t, {})
            for c, share in (w20.get(r['code'], {}) if w20 else {r['code']: 1}).items():
                if share >= 0.1 and c in codes:
                    d[c] = d.get(c, 0) + int(r['count']) * share
    for t, ind, add, c, _ in index.rows:
        w = content(folder.plain_title(t + ' ' + ind + ' ' + add))
        for x in sorted(set(w) | {' '.join(p) for p in zip(w, w[1:])}):
            if x in kw or ' ' not in x:
                d = kw.setdefault(x, {})
                d[c] = d.get(c, 0) + 1
    return kw


def label_of(folder, unq, amb, title):
    segs = segments(folder.title(re.sub(r'(?i)\b(band|grade)\s*\w+|\(.*?\)|\*+', ' ', title)))
    k = ' '.join(content(segs[0])) if segs else ''
    return next(iter(unq[k])) if k in unq and k not in amb and len(unq[k]) == 1 else None


def adverts(shared, folder, index, edition, gold=True):
    """(code, term counts) of adverts: labelled ones, and those whose title is an unqualified row."""
    unq = {}
    for t, ind, add, c, d in index.rows:
        if not ind and not add:
            unq.setdefault(' '.join(content(folder.title(t))), set()).add(c)
    amb = {k for k, v in index.phrases.items() if len({x[0] for x in v}) > 1}
    for name in ('nhs_jobs_2020', 'adverts_unlabelled', 'ncs_job_profiles_soc2010', 'gold_adverts'):
        if name == 'gold_adverts' and not gold:
            continue
        for r in jsonl(os.path.join(shared, 'eval/dev', name + '.jsonl')):
            c = r.get(edition) or label_of(folder, unq, amb, r['title'])
            if c and c != 'NOTJOB':
                yield name, r, c, text_terms(folder, r['title'] + '\n\n' + r['text'] if name != 'gold_adverts' else r['text'])


def unit(M, axis):
    return M / (np.linalg.norm(M, axis=axis, keepdims=True) + 1e-9)


def keyword_matrix(kw, codes):
    terms = {t: i for i, t in enumerate(kw)}
    ci = {c: i for i, c in enumerate(codes)}
    A = np.zeros((len(terms), len(codes)))
    for t, d in kw.items():
        for c, n in d.items():
            A[terms[t], ci[c]] = max(0, 1 + np.log(n)) if n >= 1 else n * 0.7
    return terms, ci, A


def idf_of(A, n_codes, n_docs, df):
    idf = np.log(n_codes / ((A > 0).sum(1) + 0.5))
    aidf = np.log(max(1, n_docs) / (df + 3)) if n_docs else idf
    return np.maximum(np.minimum(np.maximum(idf, 0.05), aidf), 0.0)


def learn(kw, codes, docs):
    """What adverts say: in how many each term stands; thousandths for each code. Rows of learned.tsv."""
    terms, ci, A = keyword_matrix(kw, codes)
    X = np.zeros((len(docs), len(terms)))
    for k, (_, _, c, counts) in enumerate(docs):
        for t, n in counts.items():
            i = terms.get(t)
            if i is not None:
                X[k, i] = 1 + np.log(n)
    Y = np.array([ci[d[2]] for d in docs])
    df = (X > 0).sum(0)
    B = np.zeros_like(A)
    Xi = unit(X * idf_of(A, len(codes), len(docs), df), 1)
    for c in sorted(set(Y.tolist())):
        s = Xi[Y == c]
        B[:, c] = unit(s.sum(0), 0) * (len(s) / (len(s) + 2.0))
    R = np.round(B * 1000).astype(int)
    out = ['(all)\t%d\t' % len(docs)]
    for t in sorted(terms):
        i = terms[t]
        if df[i]:
            out.append('%s\t%d\t%s' % (t, df[i], ' '.join('%s:%d' % (codes[k], R[i, k]) for k in np.flatnonzero(R[i] >= 2))))
    return out


def text_model(kw, codes, learned, kb=0.5):
    """Columns of unit length: keywords, and what was learned. Returns idf, weights."""
    terms, ci, A = keyword_matrix(kw, codes)
    df, B, n = np.zeros(len(terms)), np.zeros_like(A), 0
    for line in learned:
        t, count, weights = line.split('\t')
        if t == '(all)':
            n = int(count)
        elif t in terms:
            df[terms[t]] = int(count)
            for w in weights.split():
                c, v = w.split(':')
                if c in ci:
                    B[terms[t], ci[c]] = int(v) / 1000
    idf = idf_of(A, len(codes), n, df)
    return terms, idf, unit(unit(A * idf[:, None], 0) + kb * B, 0)


def fold_of(name, row):
    """A fifth, by title, so that reposted adverts stay together; -2 for unlabelled text."""
    if name not in ('gold_adverts', 'ncs_job_profiles_soc2010'):
        return -2
    return sum(map(ord, re.sub('[^a-z]', '', row['title'].lower())[:12])) % 5


def write(path, head, lines):
    full = os.path.join(OUT, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, 'w', encoding='utf-8') as f:
        f.write(head + '\n' + ''.join(l + '\n' for l in lines))


def main():
    global OUT
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--shared', help='learn from the adverts of this folder, too')
    a.add_argument('--out', default=ROOT, help='where classify/data is written')
    a.add_argument('--only', default='title,text')
    a.add_argument('--hold', type=int, default=-1, help='leave this fifth of the labelled adverts out (for cross-validated figures)')
    A = a.parse_args()
    OUT = A.out
    folder = Folder(load_forms())
    for ed in ('soc2020', 'soc2010'):
        index = Index(folder, ed)
        codes = sorted({r[3] for r in index.rows})
        if 'title' in A.only:
            rows = title_rows(index)
            for r in tsv('soc_dict/data/soc2020/related.tsv') if ed == 'soc2020' else []:
                if r['code'] in codes:
                    rows.append((r['title'], r['code'], 1.0))
            for r in tsv('soc_dict/data/%s/units.tsv' % ed):
                if r['code'] in codes:
                    rows.append((r['title'], r['code'], 1.0))
            M, b = train_titles(rows, codes, folder)
            out = ['(bias)\t' + ' '.join('%s:%.2f' % (c, x) for c, x in zip(codes, b))]
            for f in sorted(M):
                d = {codes[c]: w for c, w in M[f].items() if abs(w) >= 0.2}
                if d:
                    out.append(f + '\t' + ' '.join('%s:%.2f' % (c, d[c]) for c in sorted(d)))
            write('classify/data/%s/title.tsv' % ed, 'feature\tweights', out)
        if 'text' in A.only:
            kw = keywords(folder, index, set(codes), ed)
            if A.shared:
                docs = [d for d in adverts(A.shared, folder, index, ed) if fold_of(d[0], d[1]) != A.hold]
                learned = learn(kw, codes, docs)
                write('classify/data/%s/learned.tsv' % ed, 'term\tadverts\tweights', learned)
            else:
                learned = ['\t'.join(r.values()) for r in tsv('classify/data/%s/learned.tsv' % ed)]
            terms, idf, P = text_model(kw, codes, learned)
            out = []
            for t in sorted(terms):
                i = terms[t]
                if idf[i] < 0.2:
                    continue
                row = np.round(P[i] * 1000).astype(int)
                keep = [k for k in np.argsort(-row, kind='stable')[:40] if row[k] >= 4]
                if keep:
                    out.append('%s\t%.2f\t%s' % (t, idf[i], ' '.join('%s:%d' % (codes[k], row[k]) for k in sorted(keep))))
            write('classify/data/%s/text.tsv' % ed, 'term\tidf\tweights', out)


if __name__ == '__main__':
    main()
