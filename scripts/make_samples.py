#!/usr/bin/env python3
"""Makes the sample papers of corpus/sample from their sources (corpus/sample/NAME/source*.md).

Usage: scripts/make_samples.py            Standard library only; the same bytes every time.

A source is light markup: '# heading', '## heading', '- bullet', '| cell | cell |' table rows (the
first is the header row), blank lines between paragraphs; 'file: NAME.docx' on its first line says
what to make of it (.docx, .html or .txt). Everybody and everything in the samples is invented."""
import glob, html, os, re, sys, zipfile

W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'


def blocks(text):
    out, table = [], []
    for line in text.split('\n'):
        s = line.rstrip()
        if s.startswith('|'):
            table.append([c.strip() for c in s.strip('|').split('|')])
            continue
        if table:
            out.append(('table', table)); table = []
        if s.startswith('## '): out.append(('h2', s[3:]))
        elif s.startswith('# '): out.append(('h1', s[2:]))
        elif s.startswith('- '): out.append(('li', s[2:]))
        elif s: out.append(('p', s))
    if table: out.append(('table', table))
    return out


def docx_par(text, style=None, bullet=False):
    ppr = ''
    if style: ppr = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    if bullet: ppr = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return f'<w:p>{ppr}<w:r><w:t xml:space="preserve">{html.escape(text, False)}</w:t></w:r></w:p>'


def docx_body(bl):
    out = []
    for kind, x in bl:
        if kind == 'h1': out.append(docx_par(x, 'Heading1'))
        elif kind == 'h2': out.append(docx_par(x, 'Heading2'))
        elif kind == 'li': out.append(docx_par(x, bullet=True))
        elif kind == 'p': out.append(docx_par(x))
        else:
            rows = []
            for i, row in enumerate(x):
                head = '<w:trPr><w:tblHeader/></w:trPr>' if i == 0 else ''
                cells = ''.join('<w:tc>' + ''.join(docx_par(part) for part in c.split(' // ')) + '</w:tc>' for c in row)
                rows.append(f'<w:tr>{head}{cells}</w:tr>')
            out.append('<w:tbl>' + ''.join(rows) + '</w:tbl>')
    return ''.join(out)


def write_docx(path, bl):
    parts = {
        '[Content_Types].xml': '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>',
        '_rels/.rels': '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        'word/_rels/document.xml.rels': '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>',
        'word/styles.xml': f'<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>',
        'word/numbering.xml': f'<?xml version="1.0" encoding="UTF-8"?><w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\u2022"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        'word/document.xml': f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>{docx_body(bl)}<w:sectPr/></w:body></w:document>',
    }
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            z.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data.encode(), zipfile.ZIP_DEFLATED)


def write_html(path, bl):
    title = next((x for k, x in bl if k == 'h1'), 'Vacancy')
    out = ['<!DOCTYPE html>', '<html lang="en-GB"><head><meta charset="utf-8"><title>%s</title></head>' % html.escape(title), '<body>']
    in_list = False
    for kind, x in bl:
        if in_list and kind != 'li': out.append('</ul>'); in_list = False
        if kind in ('h1', 'h2', 'p'): out.append(f'<{kind}>{html.escape(x, False)}</{kind}>')
        elif kind == 'li':
            if not in_list: out.append('<ul>'); in_list = True
            out.append(f'<li>{html.escape(x, False)}</li>')
        else:
            out.append('<table>')
            for i, row in enumerate(x):
                tag = 'th' if i == 0 else 'td'
                out.append('<tr>' + ''.join(f'<{tag}>' + '<br>'.join(html.escape(p, False) for p in c.split(' // ')) + f'</{tag}>' for c in row) + '</tr>')
            out.append('</table>')
    if in_list: out.append('</ul>')
    out.append('</body></html>')
    open(path, 'w', encoding='utf-8').write('\n'.join(out) + '\n')


def write_txt(path, bl):
    out, last = [], ''
    for kind, x in bl:
        if out and not (kind == last == 'li'): out.append('')
        if kind == 'li': out.append('* ' + x)
        elif kind == 'table': out += ['\t'.join(c.replace(' // ', '; ') for c in row) for row in x]
        elif kind in ('h1', 'h2'): out.append(x)
        else: out.append(x)
        last = kind
    open(path, 'w', encoding='utf-8').write('\n'.join(out) + '\n')


def main():
    root = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'corpus', 'sample')
    for src in sorted(glob.glob(os.path.join(root, '*', 'source*.md'))):
        text = open(src, encoding='utf-8').read()
        first, rest = text.split('\n', 1)
        name = re.fullmatch(r'file: (\S+)', first).group(1)
        path = os.path.join(os.path.dirname(src), name)
        {'docx': write_docx, 'html': write_html, 'txt': write_txt}[name.rsplit('.', 1)[1]](path, blocks(rest))
        print(os.path.relpath(path, root))


main()
