"""Writes the light document of make_criteria.py as DOCX, ODT, RTF, HTML, text or Markdown. Standard
library only, and the same bytes every time.

A document is a list of blocks: ('h', level, text), ('p', text), ('li', level, text),
('num', text), ('table', rows, options). A row is a list of cells; a cell is a dict: 'b' its blocks
(('br', [lines]) and ('tick',) besides), 'cs' its columns, 'vm' 'start' or 'go' in a column merged
downwards, 'head' a header cell. ('b', text) is a paragraph in bold."""
import html, io, zipfile

W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
STAMP = (2026, 11, 2, 9, 0, 0)


def esc(s): return html.escape(s, False)


def pack(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, text in parts:
            i = zipfile.ZipInfo(name, STAMP)
            i.compress_type = zipfile.ZIP_STORED if name == 'mimetype' else zipfile.ZIP_DEFLATED
            z.writestr(i, text.encode())
    return out.getvalue()


# --- Word ---
def w_run(text, bold=False):
    rpr = '<w:rPr><w:b/></w:rPr>' if bold else ''
    return f'<w:r>{rpr}<w:t xml:space="preserve">{esc(text)}</w:t></w:r>'


def w_par(inner, ppr=''): return f'<w:p>{"<w:pPr>" + ppr + "</w:pPr>" if ppr else ""}{inner}</w:p>'


def w_block(b):
    kind = b[0]
    if kind == 'h': return w_par(w_run(b[2]), f'<w:pStyle w:val="Heading{b[1]}"/>')
    if kind == 'b': return w_par(w_run(b[1], True))
    if kind == 'li': return w_par(w_run(b[2]), f'<w:numPr><w:ilvl w:val="{b[1] - 1}"/><w:numId w:val="1"/></w:numPr>')
    if kind == 'num': return w_par(w_run(b[1]), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
    if kind == 'br': return w_par('<w:r><w:br/></w:r>'.join(w_run(x) for x in b[1]))
    if kind == 'tick': return w_par('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>')
    if kind == 'box': return w_par('<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>\u2612</w:t></w:r></w:sdtContent></w:sdt>')
    if kind == 'table': return w_table(b)
    return w_par(w_run(b[1]))


def w_table(t):
    rows, opt = t[1], t[2]
    n = max(sum(c.get('cs', 1) for c in r) for r in rows)
    out = ['<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>', '<w:gridCol w:w="2400"/>' * n, '</w:tblGrid>']
    for r in rows:
        trpr = '<w:trPr><w:tblHeader/></w:trPr>' if r and all(c.get('head') for c in r) and not opt.get('plain') else ''
        out.append('<w:tr>' + trpr)
        for c in r:
            pr = '<w:tcW w:w="2400" w:type="dxa"/>'
            if c.get('cs', 1) > 1: pr += f'<w:gridSpan w:val="{c["cs"]}"/>'
            if c.get('vm') == 'start': pr += '<w:vMerge w:val="restart"/>'
            if c.get('vm') == 'go': pr += '<w:vMerge/>'
            inner = ''.join(w_block(x) for x in c['b']) or '<w:p/>'
            if inner.endswith('</w:tbl>'): inner += '<w:p/>'
            if opt.get('sdt') and not c.get('head'):
                inner = f'<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
            out.append(f'<w:tc><w:tcPr>{pr}</w:tcPr>{inner}</w:tc>')
        out.append('</w:tr>')
    return ''.join(out) + '</w:tbl>'


def write_docx(doc):
    rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    types = head + ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
        '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>')
    styles = head + f'<w:styles xmlns:w="{W}">' + ''.join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>' for n in (1, 2, 3)) + '</w:styles>'
    lvl = ''.join(f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:lvl>' for n in range(3))
    numbering = head + (f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{lvl}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>')
    return pack([('[Content_Types].xml', types),
        ('_rels/.rels', head + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{rel}/officeDocument" Target="word/document.xml"/></Relationships>'),
        ('word/_rels/document.xml.rels', head + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{rel}/styles" Target="styles.xml"/><Relationship Id="r2" Type="{rel}/numbering" Target="numbering.xml"/></Relationships>'),
        ('word/styles.xml', styles), ('word/numbering.xml', numbering),
        ('word/document.xml', head + f'<w:document xmlns:w="{W}"><w:body>{"".join(w_block(b) for b in doc)}<w:sectPr/></w:body></w:document>')])


# --- OpenDocument ---
def o_block(b):
    kind = b[0]
    if kind == 'h': return f'<text:h text:outline-level="{b[1]}">{esc(b[2])}</text:h>'
    if kind == 'b': return f'<text:p><text:span text:style-name="B">{esc(b[1])}</text:span></text:p>'
    if kind == 'li':
        x = f'<text:p>{esc(b[2])}</text:p>'
        for _ in range(b[1]): x = f'<text:list text:style-name="L"><text:list-item>{x}</text:list-item></text:list>'
        return x
    if kind == 'num': return f'<text:list text:style-name="N" text:continue-numbering="true"><text:list-item><text:p>{esc(b[1])}</text:p></text:list-item></text:list>'
    if kind == 'br': return '<text:p>' + '<text:line-break/>'.join(esc(x) for x in b[1]) + '</text:p>'
    if kind in ('tick', 'box'): return '<text:p>\u2713</text:p>'
    if kind == 'table': return o_table(b)
    return f'<text:p>{esc(b[1])}</text:p>'


def o_table(t):
    rows = t[1]
    n = max(sum(c.get('cs', 1) for c in r) for r in rows)
    down = {}
    for i, r in enumerate(rows):
        at = 0
        for c in r:
            if c.get('vm') == 'start': start = (i, at); down[start] = 1
            if c.get('vm') == 'go':
                for k in range(i - 1, -1, -1):
                    if (k, at) in down: down[(k, at)] += 1; break
            at += c.get('cs', 1)
    out = [f'<table:table table:name="T"><table:table-column table:number-columns-repeated="{n}"/>']
    for i, r in enumerate(rows):
        cells, at = [], 0
        for c in r:
            inner = ''.join(o_block(x) for x in c['b']) or '<text:p/>'
            if c.get('vm') == 'go': cells.append('<table:covered-table-cell/>')
            else:
                span = f' table:number-columns-spanned="{c["cs"]}"' if c.get('cs', 1) > 1 else ''
                if c.get('vm') == 'start': span += f' table:number-rows-spanned="{down[(i, at)]}"'
                cells.append(f'<table:table-cell{span}>{inner}</table:table-cell>' + '<table:covered-table-cell/>' * (c.get('cs', 1) - 1))
            at += c.get('cs', 1)
        row = '<table:table-row>' + ''.join(cells) + '</table:table-row>'
        head = r and all(c.get('head') for c in r) and not t[2].get('plain') and i == 0
        out.append(f'<table:table-header-rows>{row}</table:table-header-rows>' if head else row)
    return ''.join(out) + '</table:table>'


def write_odt(doc):
    ns = ' '.join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in (('office', 'office'), ('text', 'text'), ('table', 'table'), ('style', 'style'), ('fo', 'xsl-fo-compatible')))
    styles = ('<office:automatic-styles><style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="\u2022"/><text:list-level-style-bullet text:level="2" text:bullet-char="\u2022"/></text:list-style>'
        '<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style></office:automatic-styles>')
    content = f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {ns} office:version="1.2">{styles}<office:body><office:text>{"".join(o_block(b) for b in doc)}</office:text></office:body></office:document-content>'
    mime = 'application/vnd.oasis.opendocument.text'
    manifest = ('<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    return pack([('mimetype', mime), ('META-INF/manifest.xml', manifest), ('content.xml', content)])


# --- RTF ---
def r_text(s):
    out = []
    for ch in s:
        o = ord(ch)
        if ch in '\\{}': out.append('\\' + ch)
        elif o < 128: out.append(ch)
        elif o < 256: out.append("\\'%02x" % o)
        else: out.append('\\u%d?' % (o if o < 32768 else o - 65536))
    return ''.join(out)


def r_block(b, cell=False):
    base, end = '\\pard\\plain' + ('\\intbl' if cell else '') + '\\f0 ', '' if cell else '\\par\n'
    kind = b[0]
    if kind == 'h': return f'\\pard\\plain\\s{b[1]}\\outlinelevel{b[1] - 1}\\b\\f0 {r_text(b[2])}{end}'
    if kind == 'b': return base + '{\\b ' + r_text(b[1]) + '}' + end
    if kind == 'li': return f"\\pard\\plain{chr(92) + 'intbl' if cell else ''}\\fi-360\\li{360 * b[1]}\\f0 {{\\listtext\\f1\\'b7\\tab}}{r_text(b[2])}{end}"
    if kind == 'num': return base + r_text(b[1]) + end
    if kind == 'br': return base + '\\line '.join(r_text(x) for x in b[1]) + end
    if kind in ('tick', 'box'): return base + "{\\f2\\'fc}" + end
    if kind == 'table': return r_table(b)
    return base + r_text(b[1]) + end


def r_table(t):
    out = []
    n = max(sum(c.get('cs', 1) for c in r) for r in t[1])
    for r in t[1]:
        line, right = '\\trowd\\trgaph108' + ('\\trhdr' if r and all(c.get('head') for c in r) and not t[2].get('plain') else ''), 0
        for c in r:
            right += c.get('cs', 1)
            line += {'start': '\\clvmgf', 'go': '\\clvmrg'}.get(c.get('vm'), '') + f'\\cellx{right * 9600 // n}'
        for c in r: line += '\n' + '\\par '.join(r_block(x, True) for x in c['b']) + '\\cell'
        out.append(line + '\\row\n')
    return ''.join(out)


def write_rtf(doc):
    fonts = '{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}{\\f1\\froman\\fcharset2 Symbol;}{\\f2\\fnil\\fcharset2 Wingdings;}}'
    styles = '{\\stylesheet{\\s1 heading 1;}{\\s2 heading 2;}{\\s3 heading 3;}}'
    return ('{\\rtf1\\ansi\\ansicpg1252\\deff0' + fonts + styles + '\n' + ''.join(r_block(b) for b in doc) + '}').encode('ascii')


# --- HTML ---
def h_blocks(bl):
    out, open_ = [], ''
    for b in bl:
        want = {'li': 'ul', 'num': 'ol'}.get(b[0], '')
        if want != open_:
            out.append((f'</{open_}>' if open_ else '') + (f'<{want}>' if want else '')); open_ = want
        out.append(h_block(b))
    return '\n'.join(x for x in out + [f'</{open_}>' if open_ else ''] if x)


def h_block(b):
    kind = b[0]
    if kind == 'h': return f'<h{b[1]}>{esc(b[2])}</h{b[1]}>'
    if kind == 'b': return f'<p><strong>{esc(b[1])}</strong></p>'
    if kind in ('li', 'num'): return f'<li>{esc(b[-1])}</li>'
    if kind == 'br': return '<p>' + '<br>'.join(esc(x) for x in b[1]) + '</p>'
    if kind in ('tick', 'box'): return '&#10003;'
    if kind == 'table': return h_table(b)
    return f'<p>{esc(b[1])}</p>'


def h_table(t):
    out = ['<table border="1">']
    down = {}
    for i, r in enumerate(t[1]):
        row, at = [], 0
        for c in r:
            if c.get('vm') == 'go': at += c.get('cs', 1); continue
            span = f' colspan="{c["cs"]}"' if c.get('cs', 1) > 1 else ''
            if c.get('vm') == 'start':
                n = 1
                for q in t[1][i + 1:]:
                    if at < len(q) and q[at].get('vm') == 'go': n += 1
                    else: break
                span += f' rowspan="{n}"'
            tag = 'th' if c.get('head') and not t[2].get('plain') else 'td'
            row.append(f'<{tag}{span}>{h_blocks(c["b"])}</{tag}>')
            at += c.get('cs', 1)
        out.append('<tr>' + ''.join(row) + '</tr>')
    return '\n'.join(out) + '\n</table>'


def write_html(doc):
    return f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>Vacancy</title></head><body>\n{h_blocks(doc)}\n</body></html>\n'.encode()


# --- text and Markdown ---
def flat(c, sep=' '): return sep.join(x for b in c['b'] for x in ([b[-1]] if isinstance(b[-1], str) and b[0] not in ('tick', 'box') else b[1] if b[0] == 'br' else ['\u2713']))


def write_txt(doc, bullet='- '):
    out = []
    for b in doc:
        kind = b[0]
        if kind == 'h': out += ['', b[2].upper() if b[1] == 1 else b[2], '']
        elif kind == 'li': out.append('  ' * (b[1] - 1) + bullet + b[2])
        elif kind == 'num': out.append(f'{sum(1 for x in doc[:doc.index(b)] if x[0] == "num") + 1}. {b[1]}')
        elif kind == 'table': out += [''] + ['\t'.join(flat(c) for c in r) for r in b[1]] + ['']
        elif kind == 'br': out += b[1] + ['']
        else: out += [b[1], '']
    return ('\n'.join(out).strip() + '\n').encode()


def write_md(doc):
    out = []
    for b in doc:
        kind = b[0]
        if kind == 'h': out += ['', '#' * b[1] + ' ' + b[2], '']
        elif kind == 'b': out += ['', f'**{b[1]}**', '']
        elif kind == 'li': out.append('  ' * (b[1] - 1) + '* ' + b[2])
        elif kind == 'num': out.append('1. ' + b[1])
        elif kind == 'table':
            rows = [[flat(c, '<br>') for c in r] for r in b[1]]
            out += [''] + ['| ' + ' | '.join(r) + ' |' for r in rows[:1]] + ['|' + '---|' * len(rows[0])] + ['| ' + ' | '.join(r) + ' |' for r in rows[1:]] + ['']
        elif kind == 'br': out += ['  \n'.join(b[1]), '']
        else: out += ['', b[1], '']
    return ('\n'.join(out).strip() + '\n').encode()


WRITERS = {'docx': write_docx, 'odt': write_odt, 'rtf': write_rtf, 'html': write_html, 'txt': write_txt, 'md': write_md}
