"""The coder's features, as classify/ computes them in C: folding, clean-up, phrases, title features.

Shared by train_classify.py (which learns the tables of classify/data) and by nothing else. Standard library only.
"""
import math
import re
import unicodedata

WORD = re.compile(r"\d[\d,.]*\d(?![a-z])|[a-z0-9]+(?:'[a-z0-9]+)*(?:\+\+|#)?|&|[^\sa-z0-9]", re.A)
STOPS = {'of', 'in', 'for', 'the', 'and', 'to', 'a', 'an', 'at', 'on', 'with', 'or', 'by', 'as'}
BREAKS = set(',;:/()[]|-–—•+.!?*')


def plain(text):
    """Lower case without accents; curly apostrophes straight."""
    text = text.replace('\u2019', "'").replace('\u2018', "'")
    out = []
    for ch in unicodedata.normalize('NFD', text.lower()):
        if unicodedata.category(ch) != 'Mn':
            out.append(ch)
    return ''.join(out)


def singular(w):
    n = len(w)
    if n > 4 and w.endswith('ies'):
        return w[:-3] + 'y'
    if n > 4 and w.endswith('sses'):
        return w[:-2]
    if n > 3 and w.endswith('s') and w[-2] not in 'sui':
        return w[:-1]
    return w


def gender(w):
    if len(w) > 6 and w.endswith('woman'):
        return w[:-5] + 'man'
    if len(w) > 7 and w.endswith('person'):
        return w[:-6] + 'man'
    if len(w) > 5 and w.endswith('men'):
        return w[:-3] + 'man'
    return w


class Folder:
    """forms: word or words -> words (classify/data/synonyms.tsv)."""

    def __init__(self, forms):
        self.forms = {}
        self.most = 1
        for k, v in forms:
            key = tuple(self.base(w) for w in k.split())
            self.forms[key] = [self.base(w) for w in v.split()]
            self.most = max(self.most, len(key))

    @staticmethod
    def base(w):
        return gender(singular(w.replace("'", '')))

    def tokens(self, text):
        """Folded words and break marks ('|'), before synonyms."""
        out = []
        low = plain(text)
        last = 0
        for m in WORD.finditer(low):
            t = m.group(0)
            if m.start() - last > 1 and out:
                out.append('|')
            last = m.end()
            if t == '&':
                out.append('and')
            elif t[0].isalnum():
                out.append(self.base(t))
            elif t == "'":
                continue
            else:
                joined = t == '-' and m.start() and m.end() < len(low) and not low[m.start() - 1].isspace() and not low[m.end()].isspace()
                if not joined:
                    out.append('|')
        return out

    def plain_title(self, text):
        return self.tokens(text)

    def title(self, text):
        t = self.tokens(text)
        out, i = [], 0
        while i < len(t):
            for n in range(min(self.most, len(t) - i), 0, -1):
                v = self.forms.get(tuple(t[i:i + n]))
                if v is not None:
                    out += v
                    i += n
                    break
            else:
                out.append(t[i])
                i += 1
        return out


def segments(tokens):
    out, cur = [], []
    for t in tokens:
        if t == '|':
            if cur:
                out.append(cur)
            cur = []
        else:
            cur.append(t)
    if cur:
        out.append(cur)
    return out


def content(tokens):
    return [t for t in tokens if t not in STOPS and t != '|']


def head_of(seg):
    """The words before 'of', 'in', 'for', 'at', 'to', 'with'."""
    for i, t in enumerate(seg):
        if i and t in ('of', 'in', 'for', 'at', 'with'):
            return seg[:i]
    return seg


def features(tokens):
    """Features of a title: words, bigrams, head, last two, whole, prefixes and suffixes."""
    segs = segments(tokens)
    f = []
    words = [w for s in segs for w in content(s)]
    for s in segs:
        c = content(s)
        f += ['w:' + w for w in c]
        f += ['b:' + a + ' ' + b for a, b in zip(c, c[1:])]
    if segs:
        h = content(head_of(segs[0]))
        if h:
            f.append('h:' + h[-1])
            if len(h) > 1:
                f.append('l:' + h[-2] + ' ' + h[-1])
    if 1 < len(words) <= 6:
        f.append('s:' + ' '.join(sorted(set(words))))
    if len(words) == 1:
        f.append('s:' + words[0])
    for w in set(words):
        if len(w) > 4:
            f.append('p:' + w[:4])
        if len(w) > 6:
            f.append('p:' + w[:6])
            f.append('e:' + w[-4:])
        if len(w) > 8:
            f.append('e:' + w[-6:])
    return sorted(set(f))


def grams(words, most=3):
    for n in range(1, most + 1):
        for i in range(len(words) - n + 1):
            yield i, ' '.join(words[i:i + n])


def text_terms(folder, text):
    """Counts of words and pairs of neighbouring words."""
    t = folder.tokens(text)
    c = {}
    prev = None
    for w in t:
        if w == '|' or w in STOPS:
            if w == '|':
                prev = None
            continue
        c[w] = c.get(w, 0) + 1
        if prev is not None:
            k = prev + ' ' + w
            c[k] = c.get(k, 0) + 1
        prev = w
    return c


def log1p_count(n):
    return 1 + math.log(n)
