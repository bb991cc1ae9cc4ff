#!/usr/bin/env python3
"""Makes the person specifications of tests/criteria from posts.txt there, in the forms that recruiters
use, each with its truth (NAME.truth.tsv: need, assessed_by, text). Everybody in them is invented.

Usage: scripts/make_criteria.py            Standard library only; the same bytes every time.

A layout is a function: post -> (blocks, truth). A set of documents is a row of DOCUMENTS."""
import os, re, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from criteria_writers import WRITERS

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'tests', 'criteria')
NAME = {'E': 'essential', 'D': 'desirable'}


def load(path):
    posts, post = {}, None
    for line in open(path, encoding='utf-8'):
        line = line.rstrip('\n')
        if line.startswith('='):
            key, rest = line[2:].split(' ', 1)
            title, employer = rest.split(' | ')
            post = posts[key] = {'title': title, 'employer': employer, 'cats': []}
        elif line.startswith('@'): post['cats'].append((line[2:], []))
        elif line[:1] in 'ED' and line[1:2] == ' ':
            how, text = line[2:].split(' | ', 1)
            post['cats'][-1][1].append((line[0], how, text))
    return posts


def c(text, **k): return dict({'b': [('p', text)] if text else []}, **k)
def h(text, **k): return c(text, head=True, **k)
def cb(blocks, **k): return dict({'b': blocks}, **k)
def items(texts): return [('li', 1, x) for x in texts]
def of(crits, need): return [x[2] for x in crits if x[0] == need]
def truth(post, how=True): return [(n, a if how else '', t) for _, cr in post['cats'] for n, a, t in cr]


def wrap(post, spec, number):
    """The rest of the advert: duties before, and what follows after; none of it is a criterion."""
    opening = [('h', 1, post['title']), ('p', f'{post["employer"]} is looking for a {post["title"].lower()} to join a small and friendly team.')]
    duties = [('h', 2, 'Main duties'), ('li', 1, 'Take part in the planning of the work of the team'), ('li', 1, 'Keep accurate records and report to the line manager each month'),
              ('li', 1, 'Carry out other duties in keeping with the grade of the post')]
    closing = [[('h', 2, 'What we offer'), ('li', 1, '27 days of annual leave and bank holidays'), ('li', 1, 'A season ticket loan')],
               [('h', 2, 'How to apply'), ('p', 'Please send your application form by noon on the closing date. It is essential that both referees are named.')],
               [('h', 2, 'About us'), ('p', f'{post["employer"]} welcomes applications from all parts of the community.')]][number % 3]
    return opening + (duties if number % 4 != 3 else []) + spec + closing


# --- grids ---
def grid_bullets(post):
    """A row a category, bullets in the cells."""
    rows = [[h('Criteria'), h('Essential'), h('Desirable')]]
    tr = []
    for name, cr in post['cats']:
        rows.append([c(name), cb(items(of(cr, 'E'))), cb(items(of(cr, 'D')))])
        tr += [(n, '', t) for k in 'ED' for n, a, t in cr if n == k]
    return [('h', 2, 'Person specification'), ('table', rows, {})], tr


def grid_assessed(post):
    """The same with paragraphs, and how the row is assessed at its end."""
    rows = [[h('Attributes'), h('Essential'), h('Desirable'), h('Assessed by')]]
    tr = []
    for name, cr in post['cats']:
        how = cr[0][1]
        rows.append([c(name), cb([('p', x) for x in of(cr, 'E')]), cb([('p', x) for x in of(cr, 'D')]), c(how)])
        tr += [(n, how, t) for k in 'ED' for n, a, t in cr if n == k]
    return [('p', 'Person Specification'), ('table', rows, {'plain': True})], tr


def grid_breaks(post):
    """Lines in the cells, each with a typed hyphen."""
    rows = [[h('Attribute'), h('Essential Criteria'), h('Desirable Criteria'), h('Method of Assessment')]]
    tr = []
    for name, cr in post['cats']:
        how = cr[0][1]
        rows.append([c(name)] + [cb([('br', ['- ' + x for x in of(cr, k)])] if of(cr, k) else []) for k in 'ED'] + [c(how)])
        tr += [(n, how, t) for k in 'ED' for n, a, t in cr if n == k]
    return [('h', 2, 'Person specification'), ('table', rows, {})], tr


def ticks(post, kind='tick', how=True, yes=None):
    """A row a criterion, a mark in the column."""
    rows = [[h('Criterion'), h('Essential'), h('Desirable')] + ([h('How assessed')] if how else [])]
    for name, cr in post['cats']:
        rows.append([c(name, cs=4 if how else 3)])
        for n, a, t in cr:
            mark = c(yes) if yes else cb([(kind,)])
            rows.append([c(t), mark if n == 'E' else c(''), mark if n == 'D' else c('')] + ([c(a)] if how else []))
    return [('h', 2, 'Person Specification'), ('table', rows, {})], truth(post, how)


def ticks_plain(post): return ticks(post, how=False)
def crosses(post): return ticks(post, yes='X')
def boxes(post): return ticks(post, 'box')


def letters(post):
    """An E/D letter in a column of its own."""
    rows = [[h('Requirement'), h('E/D'), h('Method')]]
    for name, cr in post['cats']: rows += [[c(t), c(n), c(a)] for n, a, t in cr]
    return [('h', 2, 'Selection criteria'), ('p', 'E = essential, D = desirable'), ('table', rows, {})], truth(post)


def letters_merged(post):
    """A first column merged downwards over each category."""
    rows = [[h('Category'), h('Criteria'), h('Essential / Desirable'), h('Stage')]]
    for name, cr in post['cats']:
        for i, (n, a, t) in enumerate(cr):
            rows.append([c('' if i else name, vm='go' if i else 'start'), c(t), c(n), c(a)])
    return [('h', 2, 'Person Specification'), ('table', rows, {})], truth(post)


def words(post):
    """The need in full words, and a weight besides."""
    rows = [[h('Requirement'), h('Essential or desirable'), h('Weighting'), h('Measured by')]]
    for name, cr in post['cats']: rows += [[c(t), c(NAME[n].capitalize()), c('3' if n == 'E' else '1'), c(a)] for n, a, t in cr]
    return [('h', 2, 'Person specification'), ('table', rows, {})], truth(post)


def repeated(post):
    """The header row again in the middle, as on a second page, and a title row on top."""
    head = [h('Factor'), h('Essential'), h('Desirable'), h('Assessed')]
    rows, tr = [[c('PERSON SPECIFICATION', cs=4)], head], []
    for k, (name, cr) in enumerate(post['cats']):
        if k == 2: rows.append(head)
        how = cr[0][1]
        rows.append([c(name), cb(items(of(cr, 'E'))), cb(items(of(cr, 'D'))), c(how)])
        tr += [(n, how, t) for q in 'ED' for n, a, t in cr if n == q]
    return [('table', rows, {'plain': True})], tr


def split_tables(post):
    """Two tables, the header in each."""
    out, tr = [('h', 2, 'Person specification')], []
    for name, cr in post['cats']:
        out += [('h', 3, name), ('table', [[h('Essential'), h('Desirable')], [cb(items(of(cr, 'E'))), cb(items(of(cr, 'D')))]], {})]
        tr += [(n, '', t) for k in 'ED' for n, a, t in cr if n == k]
    return out, tr


def nested(post):
    """A layout table around the true one."""
    inner, tr = grid_bullets(post)
    return [('table', [[cb([('p', 'Closing date: 4 January 2027')]), cb(inner)]], {'plain': True})], tr


def two_tables(post):
    """One table for each need, its name in the merged first row."""
    out, tr = [('h', 2, 'What we are looking for')], []
    for k in 'ED':
        cr = [x for _, q in post['cats'] for x in q if x[0] == k]
        out.append(('table', [[h(f'{NAME[k].capitalize()} criteria', cs=2)], [h('Criterion'), h('Assessed by')]] + [[c(t), c(a)] for n, a, t in cr], {}))
        tr += cr
    return out, tr


def transposed(post):
    """The need in the first column, all its criteria beside it."""
    rows, tr = [], []
    for k in 'ED':
        cr = [x for _, q in post['cats'] for x in q if x[0] == k]
        rows.append([h(NAME[k].capitalize()), cb(items(x[2] for x in cr))])
        tr += [(n, '', t) for n, a, t in cr]
    return [('h', 2, 'Person specification'), ('table', rows, {'plain': True})], tr


# --- without a grid ---
def headings(post):
    out, tr = [('h', 2, 'Person specification')], []
    for k, title in (('E', 'Essential criteria'), ('D', 'Desirable criteria')):
        cr = [x for _, q in post['cats'] for x in q if x[0] == k]
        out += [('h', 3, title)] + items(x[2] for x in cr)
        tr += [(n, '', t) for n, a, t in cr]
    return out, tr


def headings_inside(post):
    """A heading a category, the need in bold below it."""
    out, tr = [('h', 2, 'About you')], []
    for name, cr in post['cats']:
        out.append(('h', 3, name))
        for k in 'ED':
            if of(cr, k): out += [('b', NAME[k].capitalize())] + items(of(cr, k))
            tr += [(n, '', t) for n, a, t in cr if n == k]
    return out, tr


def labels(post):
    """'Essential: ...' paragraphs."""
    out = [('h', 2, 'Person specification')]
    for name, cr in post['cats']:
        out.append(('b', name))
        out += [('p', f'{NAME[n].capitalize()}: {t}') for n, a, t in cr]
    return out, truth(post, False)


def suffixes(post):
    out = [('h', 2, 'Skills and experience (E = essential, D = desirable)')]
    out += [('li', 1, f'{t} ({n})') for _, cr in post['cats'] for n, a, t in cr]
    return out, truth(post, False)


def prose(post):
    out, tr = [], []
    for k, title in (('E', 'Essential criteria'), ('D', 'Desirable criteria')):
        cr = [x for _, q in post['cats'] for x in q if x[0] == k]
        out += [('h', 2, title), ('p', ' '.join(x[2] + '.' for x in cr))]
        tr += [(n, '', t) for n, a, t in cr]
    return out, tr


def codes(post):
    """Criteria numbered E1, E2, D1."""
    out, tr, count = [('h', 2, 'Person specification')], [], {'E': 0, 'D': 0}
    for name, cr in post['cats']:
        out.append(('h', 3, name))
        for n, a, t in cr:
            count[n] += 1
            out.append(('p', f'{n}{count[n]} {t}'))
            tr.append((n, '', t))
    return out, tr


def lead_ins(post):
    out, tr = [('h', 2, 'The person')], []
    for k, title in (('E', 'You must have:'), ('D', 'It would be an advantage to have:')):
        cr = [x for _, q in post['cats'] for x in q if x[0] == k]
        out += [('p', title)] + items(x[2] for x in cr)
        tr += [(n, '', t) for n, a, t in cr]
    return out, tr


def semicolons(post):
    out, tr = [('h', 2, 'Requirements')], []
    for k in 'ED':
        cr = [x for _, q in post['cats'] for x in q if x[0] == k]
        out.append(('p', f'{NAME[k].capitalize()} skills and experience: ' + '; '.join(x[2] for x in cr) + '.'))
        tr += [(n, '', t) for n, a, t in cr]
    return out, tr


def numbered(post):
    out, tr = [('h', 2, 'Person specification')], []
    for k in 'ED':
        cr = [x for _, q in post['cats'] for x in q if x[0] == k]
        out += [('b', f'{NAME[k].upper()}')] + [('num', x[2]) for x in cr]
        tr += [(n, '', t) for n, a, t in cr]
    return out, tr


def suffix_words(post):
    """'- ... (essential)', and how assessed in square brackets is left out."""
    out = [('h', 2, 'Essential and desirable criteria')]
    for name, cr in post['cats']:
        out.append(('b', name))
        out += [('li', 1, f'{t} \u2013 {NAME[n]}') for n, a, t in cr]
    return out, truth(post, False)


# --- second half ---
def prefixes(post):
    """'[E] ...' before the words."""
    out = [('h', 2, 'Your skills'), ('p', 'Criteria marked [E] are essential and those marked [D] are desirable.')]
    out += [('li', 1, f'[{n}] {t}') for _, cr in post['cats'] for n, a, t in cr]
    return out, truth(post, False)


def suffix_how(post):
    """Need and stage together: '... (E, A/I)'."""
    out = [('h', 2, 'Person specification'), ('p', 'Key: E essential, D desirable, A application, I interview, T test')]
    for name, cr in post['cats']: out += [('b', name)] + [('li', 1, f'{t} ({n}, {a})') for n, a, t in cr]
    return out, truth(post)


def two_headers(post):
    """E and D, then a narrow column a stage, under a header of two rows."""
    stages = sorted({x for _, cr in post['cats'] for n, a, t in cr for x in re.split('[/, ]+', a)})
    rows = [[h('Criteria', vm='start'), h('Requirement', cs=2), h('Assessed by', cs=len(stages))],
            [h('', vm='go'), h('E'), h('D')] + [h(x) for x in stages]]
    tr = []
    for name, cr in post['cats']:
        for n, a, t in cr:
            has = re.split('[/, ]+', a)
            rows.append([c(t)] + [cb([('tick',)]) if n == k else c('') for k in 'ED'] + [cb([('tick',)]) if x in has else c('') for x in stages])
            tr.append((n, ', '.join(x for x in stages if x in has), t))
    return [('h', 2, 'Person specification'), ('table', rows, {'plain': True})], tr


def abbreviated(post):
    """Ess and Des."""
    rows = [[h('No.'), h('Criterion'), h('Ess/Des'), h('Where tested')]]
    i = 0
    for name, cr in post['cats']:
        for n, a, t in cr:
            i += 1
            rows.append([c(str(i)), c(t), c('Ess' if n == 'E' else 'Des'), c(a)])
    return [('h', 2, 'Person spec'), ('table', rows, {})], truth(post)


def section_rows(post):
    """One table; a row across it says Essential, later Desirable."""
    rows, tr = [[h('Criteria'), h('How we will assess it')]], []
    for k in 'ED':
        rows.append([c(NAME[k].capitalize(), cs=2)])
        cr = [x for _, q in post['cats'] for x in q if x[0] == k]
        rows += [[c(t), c(a)] for n, a, t in cr]
        tr += cr
    return [('h', 2, 'Selection criteria'), ('table', rows, {})], tr


def inside_cells(post):
    """The category beside a cell that says Essential and Desirable itself."""
    rows, tr = [], []
    for name, cr in post['cats']:
        inner = []
        for k in 'ED':
            if of(cr, k): inner += [('b', NAME[k].capitalize() + ':')] + items(of(cr, k))
            tr += [(n, '', t) for n, a, t in cr if n == k]
        rows.append([h(name), cb(inner)])
    return [('h', 2, 'Person specification'), ('table', rows, {'plain': True})], tr


def label_column(post):
    """Category merged downwards, then the need, then its criteria."""
    rows, tr = [[h('Area'), h('Level'), h('Criteria')]], []
    for name, cr in post['cats']:
        first = True
        for k in 'ED':
            if not of(cr, k): continue
            rows.append([c(name if first else '', vm='start' if first else 'go'), c(NAME[k].capitalize()), cb([('p', x) for x in of(cr, k)])])
            first = False
            tr += [(n, '', t) for n, a, t in cr if n == k]
    return [('h', 2, 'Person Specification'), ('table', rows, {})], tr


def plain_paragraphs(post):
    """Category, need, criteria: paragraphs all, the labels short."""
    out, tr = [('p', 'PERSON SPECIFICATION')], []
    for name, cr in post['cats']:
        out.append(('p', name))
        for k in 'ED':
            if of(cr, k): out += [('p', f'{NAME[k].capitalize()} criteria')] + [('p', x) for x in of(cr, k)]
            tr += [(n, '', t) for n, a, t in cr if n == k]
    return out, tr


def lead_ins_2(post):
    out, tr = [('h', 2, 'What you will bring')], []
    for k, title in (('E', 'To be successful in this role you will need:'), ('D', 'Ideally, you will also have:')):
        cr = [x for _, q in post['cats'] for x in q if x[0] == k]
        out += [('p', title)] + items(x[2] for x in cr)
        tr += [(n, '', t) for n, a, t in cr]
    return out, tr


def lead_ins_3(post):
    out, tr = [], []
    for k, title in (('E', 'Essential skills and experience'), ('D', 'Nice to have')):
        cr = [x for _, q in post['cats'] for x in q if x[0] == k]
        out += [('h', 2, title)] + items(x[2] for x in cr)
        tr += [(n, '', t) for n, a, t in cr]
    return out, tr


def split_headed(post):
    """One grid cut in two where the page ends, its header repeated in the second table."""
    blocks, tr = grid_assessed(post)
    rows = blocks[1][1]
    return [('h', 2, 'Person specification'), ('table', rows[:2], {}), ('p', 'Page 1 of 2'), ('table', rows[:1] + rows[2:], {})], tr


def split_bare(post):
    """The same, but nobody repeated the header."""
    blocks, tr = grid_bullets(post)
    rows = blocks[1][1]
    return [('h', 2, 'Person specification'), ('table', rows[:2], {}), ('table', rows[2:], {})], tr


def controls(post):
    """Every cell a content control."""
    blocks, tr = letters(post)
    return blocks[:1] + [('table', blocks[2][1], {'sdt': True})], tr


def with_yes(post): return ticks(post, yes='Yes')


def grid_full(post):
    """Header words in full, the category a row across."""
    rows = [[h('Essential requirements'), h('Desirable requirements'), h('Means of assessment')]]
    tr = []
    for name, cr in post['cats']:
        how = cr[0][1]
        rows.append([c(name, cs=3)])
        rows.append([cb([('p', x) for x in of(cr, 'E')]), cb([('p', x) for x in of(cr, 'D')]), c(how)])
        tr += [(n, how, t) for k in 'ED' for n, a, t in cr if n == k]
    return [('h', 2, 'Person specification'), ('table', rows, {'plain': True})], tr


DOCUMENTS = [  # layout, post, format
    (grid_bullets, 'energy', 'docx'), (grid_assessed, 'archivist', 'docx'), (ticks, 'postdoc', 'docx'), (letters_merged, 'nurse', 'docx'), (repeated, 'teacher', 'docx'),
    (nested, 'developer', 'docx'), (split_tables, 'caretaker', 'docx'), (headings, 'finance', 'docx'), (grid_breaks, 'ranger', 'odt'), (letters, 'social', 'odt'),
    (ticks, 'chef', 'odt'), (headings_inside, 'librarian', 'odt'), (grid_assessed, 'nurse', 'rtf'), (crosses, 'energy', 'rtf'), (labels, 'archivist', 'rtf'),
    (two_tables, 'postdoc', 'html'), (letters_merged, 'librarian', 'html'), (ticks_plain, 'caretaker', 'html'), (lead_ins, 'teacher', 'html'), (labels, 'developer', 'txt'),
    (suffixes, 'chef', 'txt'), (prose, 'finance', 'txt'), (codes, 'ranger', 'txt'), (words, 'social', 'md'), (headings_inside, 'energy', 'md'), (transposed, 'finance', 'docx'),
    (two_headers, 'physio', 'docx'), (suffix_how, 'planner', 'docx'), (label_column, 'lecturer', 'docx'), (inside_cells, 'tech', 'docx'), (controls, 'clerk', 'docx'), (boxes, 'care', 'docx'),
    (split_headed, 'planner', 'odt'), (section_rows, 'electric', 'odt'), (plain_paragraphs, 'nursery', 'odt'), (abbreviated, 'fundraiser', 'rtf'), (split_bare, 'lecturer', 'rtf'),
    (grid_breaks, 'warehouse', 'rtf'), (grid_full, 'clerk', 'html'), (inside_cells, 'nursery', 'html'), (lead_ins_2, 'warehouse', 'html'), (with_yes, 'analyst', 'html'),
    (suffix_words, 'data', 'txt'), (semicolons, 'analyst', 'txt'), (codes, 'tech', 'txt'), (prefixes, 'electric', 'txt'), (plain_paragraphs, 'physio', 'txt'),
    (lead_ins_3, 'data', 'md'), (grid_assessed, 'fundraiser', 'md'), (numbered, 'care', 'docx'), (headings, 'chef', 'rtf'), (repeated, 'librarian', 'odt'),
]


def main():
    posts = load(os.path.join(HERE, 'posts.txt'))
    for old in os.listdir(HERE):
        if re.match(r'\d\d-', old): os.remove(os.path.join(HERE, old))
    for number, (layout, key, fmt) in enumerate(DOCUMENTS, 1):
        spec, tr = layout(posts[key])
        doc = wrap(posts[key], spec, number)
        name = f'{number:02}-{key}-{layout.__name__.replace("_", "-")}.{fmt}'
        with open(os.path.join(HERE, name), 'wb') as f: f.write(WRITERS[fmt](doc))
        with open(os.path.join(HERE, name + '.truth.tsv'), 'w', encoding='utf-8') as f:
            f.write('need\tassessed_by\ttext\n' + ''.join(f'{NAME[n]}\t{a}\t{t}\n' for n, a, t in tr))
    print(len(DOCUMENTS), 'documents')


if __name__ == '__main__': main()
