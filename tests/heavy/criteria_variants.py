#!/usr/bin/env python3
"""criteria_variants.py SOCVET [-v]: the person specifications of tests/criteria once more, as DOC and as PDF
that LibreOffice made of them; PDF with the tables' lines drawn, as people draw them (must reach 0.97), and
without (0.97 too: the cells of a row are told by their places alone). 77 without LibreOffice."""
import glob, os, re, shutil, subprocess, sys, tempfile, zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(os.path.dirname(HERE), 'criteria')
LOST = {'06-developer-nested'}  # LibreOffice prints no nested table of this width
EDGES = ('top', 'left', 'bottom', 'right', 'insideH', 'insideV')
W = '<w:tblBorders>' + ''.join(f'<w:{e} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for e in EDGES) + '</w:tblBorders>'
ODF = ('<style:style style:name="Ruled" style:family="table-cell"><style:table-cell-properties '
       'fo:border="0.5pt solid #000000" fo:padding="0.05in"/></style:style>')
NAMES = {'style': 'urn:oasis:names:tc:opendocument:xmlns:style:1.0', 'fo': 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'}
SIDES = b''.join(b'\\clbrdr' + s + b'\\brdrs\\brdrw10' for s in (b't', b'l', b'b', b'r'))


def rule_docx(s):
    def add(m):  # the schema's order: before shading, layout, margins and look
        body, at = m.group(1), re.search(r'<w:(shd|tblLayout|tblCellMar|tblLook)', m.group(1))
        i = at.start() if at else len(body)
        return '<w:tblPr>' + body if 'w:tblBorders' in body else '<w:tblPr>' + body[:i] + W + body[i:]
    s = s.replace('<w:tblPr/>', '<w:tblPr></w:tblPr>')
    s = re.sub(r'<w:tbl>(?!\s*<w:tblPr)', '<w:tbl><w:tblPr></w:tblPr>', s)
    return re.sub(r'<w:tblPr>(.*?)(?=</w:tblPr>)', add, s, flags=re.S)


def rule_odt(s):
    for name, uri in NAMES.items():
        if f'xmlns:{name}=' not in s:
            s = s.replace('<office:document-content', f'<office:document-content xmlns:{name}="{uri}"', 1)
    if '<office:automatic-styles>' not in s:
        s = s.replace('<office:body>', '<office:automatic-styles></office:automatic-styles><office:body>')
    s = s.replace('<office:automatic-styles>', '<office:automatic-styles>' + ODF)
    return re.sub(r'<table:table-cell( table:style-name="[^"]*")?', '<table:table-cell table:style-name="Ruled"', s)


def ruled(path, to):
    ext = path.rsplit('.', 1)[1]
    if ext in ('docx', 'odt'):
        part, rule = ('word/document.xml', rule_docx) if ext == 'docx' else ('content.xml', rule_odt)
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, 'w', zipfile.ZIP_DEFLATED) as new:
            for n in old.namelist():
                new.writestr(n, rule(old.read(n).decode()).encode() if n == part else old.read(n))
    elif ext == 'html':
        open(to, 'w', encoding='utf-8').write(re.sub(r'<table(?![^>]*border=)', '<table border="1"', open(path, encoding='utf-8').read()))
    else:
        open(to, 'wb').write(re.sub(rb'(\\cellx-?\d+)', lambda m: SIDES + m.group(1), open(path, 'rb').read()))


def convert(office, files, to, folder):
    subprocess.run([office, '--headless', f'-env:UserInstallation=file://{folder}/profile', '--convert-to', to, '--outdir', folder] + files,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900)


def main():
    socvet, more = os.path.abspath(sys.argv[1]), sys.argv[2:]
    office = shutil.which('soffice')
    if not office:
        print('skip: no LibreOffice'); return 77
    sources = [p for e in ('docx', 'odt', 'rtf', 'html') for p in sorted(glob.glob(f'{CASES}/*.{e}'))]
    worst = 0
    for kind, to, with_rules, must in (('DOC', 'doc', False, True), ('PDF, ruled tables', 'pdf', True, True), ('PDF, tables without rules', 'pdf', False, True)):
        with tempfile.TemporaryDirectory() as folder:
            files, names = [], []
            for p in sources:
                stem, ext = os.path.basename(p).rsplit('.', 1)
                if stem in LOST and to == 'pdf' or ext == 'html' and to == 'doc':
                    continue
                made = os.path.join(folder, os.path.basename(p))
                ruled(p, made) if with_rules else shutil.copy(p, made)
                shutil.copy(p + '.truth.tsv', f'{folder}/{stem}.{to}.truth.tsv')
                files.append(made); names.append(f'{stem}.{to}')
            convert(office, files, to, folder)
            rc = subprocess.run([sys.executable, os.path.join(os.path.dirname(HERE), 'criteria_score.py'), socvet] + more + names,
                                cwd=folder, stdout=subprocess.PIPE, text=True)
            print(f'{kind}: {rc.stdout.strip()}', flush=True)
            worst |= rc.returncode if must else 0
    return worst


sys.exit(main())
