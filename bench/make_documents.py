#!/usr/bin/env python3
"""Writes long.docx, long.odt and long.html (some 60 kB and more each) from our own samples into a folder.

Usage: bench/make_documents.py FOLDER      Standard library only; the same bytes every time. The words are
shuffled so that they do not compress to nothing."""
import glob, html, os, random, re, sys, zipfile

root = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'corpus', 'sample')
lines = []
for f in sorted(glob.glob(os.path.join(root, '*', 'source*.md'))):
    lines += [re.sub(r'^[#|*-]+ *', '', l).strip(' |') for l in open(f, encoding='utf-8').read().split('\n') if not l.startswith('file:')]
words = [w for l in lines for w in l.split() if w != '|']
rnd = random.Random(20261125)
blocks = []
for n in range(900):
    if n % 20 == 0:
        blocks.append(('h', 'Part %d: ' % (n // 20 + 1) + ' '.join(rnd.sample(words, 4))))
    elif n % 20 == 10:
        blocks.append(('t', [[' '.join(rnd.sample(words, 8)), rnd.choice(['Essential', 'Desirable']), 'Application'] for _ in range(6)]))
    else:
        blocks.append((rnd.choice('ppl'), ' '.join(rnd.choices(words, k=rnd.randint(8, 60)))))


def x(s):
    return html.escape(s, quote=False)


def write_zip(path, parts):
    with zipfile.ZipFile(path, 'w') as z:
        for name, text in parts:
            how = zipfile.ZIP_STORED if name == 'mimetype' else zipfile.ZIP_DEFLATED
            z.writestr(zipfile.ZipInfo(name, (2026, 11, 25, 0, 0, 0)), text, how)


def docx(path):
    def p(text, style=''):
        mark = '<w:pPr><w:pStyle w:val="%s"/></w:pPr>' % style if style else ''
        return '<w:p>%s<w:r><w:rPr><w:sz w:val="22"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r></w:p>' % (mark, x(text))
    body = ''
    for kind, what in blocks:
        if kind == 't':
            body += '<w:tbl>' + ''.join('<w:tr>' + ''.join('<w:tc>' + p(c) + '</w:tc>' for c in row) + '</w:tr>' for row in what) + '</w:tbl>'
        else:
            body += p(what, {'h': 'Heading1', 'l': 'ListParagraph'}.get(kind, ''))
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    write_zip(path, [
        ('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'),
        ('_rels/.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'),
        ('word/document.xml', '<?xml version="1.0" encoding="UTF-8"?><w:document %s><w:body>%s</w:body></w:document>' % (w, body))])


def odt(path):
    body = ''
    for kind, what in blocks:
        if kind == 't':
            body += '<table:table>' + ''.join('<table:table-row>' + ''.join('<table:table-cell><text:p>%s</text:p></table:table-cell>' % x(c) for c in row) + '</table:table-row>' for row in what) + '</table:table>'
        elif kind == 'h':
            body += '<text:h text:outline-level="1">%s</text:h>' % x(what)
        elif kind == 'l':
            body += '<text:list><text:list-item><text:p>%s</text:p></text:list-item></text:list>' % x(what)
        else:
            body += '<text:p>%s</text:p>' % x(what)
    ns = ' '.join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (n, n) for n in ('office', 'text', 'table'))
    write_zip(path, [
        ('mimetype', 'application/vnd.oasis.opendocument.text'),
        ('META-INF/manifest.xml', '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>'),
        ('styles.xml', '<?xml version="1.0" encoding="UTF-8"?><office:document-styles %s office:version="1.2"><office:styles/></office:document-styles>' % ns),
        ('content.xml', '<?xml version="1.0" encoding="UTF-8"?><office:document-content %s><office:body><office:text>%s</office:text></office:body></office:document-content>' % (ns, body))])


def page(path):
    out = []
    for kind, what in blocks:
        if kind == 't':
            out.append('<table>' + ''.join('<tr>' + ''.join('<td>%s</td>' % x(c) for c in row) + '</tr>' for row in what) + '</table>')
        else:
            tag = {'h': 'h1', 'l': 'li', 'p': 'p'}[kind]
            out.append('<%s>%s</%s>' % (tag, x(what), tag))
    with open(path, 'w', encoding='utf-8') as f:
        f.write('<!doctype html><meta charset="utf-8"><title>Long</title>' + '\n'.join(out))


os.makedirs(sys.argv[1], exist_ok=True)
docx(os.path.join(sys.argv[1], 'long.docx'))
odt(os.path.join(sys.argv[1], 'long.odt'))
page(os.path.join(sys.argv[1], 'long.html'))
