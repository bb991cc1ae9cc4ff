#!/usr/bin/env python3
"""make_pdf.py: writes the PDFs of the cases beside it (pdf-*.d/input.pdf): invented text, the
standard fonts, rules as thin boxes, the way office programs draw them. Standard library only."""
import os, zlib

W = {'i': 222, 'l': 222, 'j': 222, 't': 278, 'f': 278, 'r': 333, 'I': 278, ' ': 278, '.': 278, ',': 278, ':': 278, '-': 333, 'm': 833, 'w': 722}


def width(text, size):
    return sum(W.get(c, 667 if c.isupper() else 556) for c in text) * size / 1000


class Page:
    def __init__(self):
        self.ops = []

    def text(self, x, y, s, size=10, bold=False):
        raw = s.encode('cp1252').replace(b'\\', b'\\\\').replace(b'(', b'\\(').replace(b')', b'\\)')
        self.ops.append(b'BT /F%d %d Tf %g %g Td (%s) Tj ET' % (2 if bold else 1, size, x, y, raw))

    def bullet(self, x, y):
        self.ops.append(b'BT /F1 10 Tf %g %g Td (\x95) Tj ET' % (x, y))

    def prose(self, x, y, s, wide, size=10, pitch=12):
        line = ''
        for word in s.split():
            if line and width(line + ' ' + word, size) > wide:
                self.text(x, y, line, size)
                y, line = y - pitch, ''
            line = (line + ' ' + word).strip()
        self.text(x, y, line, size)
        return y - pitch

    def rule(self, x0, y0, x1, y1):
        self.ops.append(b'%g %g %g %g re f' % (min(x0, x1) - .25, min(y0, y1) - .25, abs(x1 - x0) + .5, abs(y1 - y0) + .5))

    def grid(self, xs, ys, without=()):
        for i, y in enumerate(ys):
            for c in range(len(xs) - 1):
                if ('h', i, c) not in without:
                    self.rule(xs[c], y, xs[c + 1], y)
        for i, x in enumerate(xs):
            for r in range(len(ys) - 1):
                if ('v', i, r) not in without:
                    self.rule(x, ys[r], x, ys[r + 1])


def write(path, pages, marks=()):
    """marks: annotations and form fields of the first page, as PDF dictionaries."""
    objs = [b'<</Type/Catalog/Pages 2 0 R>>', None,
            b'<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
            b'<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>']
    kids = []
    for p in pages:
        data = zlib.compress(b'\n'.join(p.ops), 9)
        objs.append(b'<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream' % (len(data), data))
        objs.append(b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>ANNOTS>>' % len(objs))
        kids.append(b'%d 0 R' % len(objs))
    first = len(objs) + 1
    refs = b' '.join(b'%d 0 R' % (first + i) for i in range(len(marks)))
    objs = [o.replace(b'ANNOTS>>', b'/Annots[%s]>>' % refs if marks and o is objs[5] else b'>>') if o else o for o in objs] + list(marks)
    if marks:
        fields = b' '.join(b'%d 0 R' % (first + i) for i, m in enumerate(marks) if b'/Widget' in m)
        objs[0] = b'<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]/DR<</Font<</Helv 3 0 R>>>>/DA(/Helv 10 Tf 0 g)>>>>' % fields
    objs[1] = b'<</Type/Pages/Count %d/Kids[%s]>>' % (len(kids), b' '.join(kids))
    out, at = b'%PDF-1.4\n', []
    for n, o in enumerate(objs, 1):
        at.append(len(out))
        out += b'%d 0 obj\n%s\nendobj\n' % (n, o)
    start = len(out)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(objs) + 1) + b''.join(b'%010d 00000 n \n' % a for a in at)
    out += b'trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % (len(objs) + 1, start)
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), path), 'wb') as f:
        f.write(out)


def grid():
    """A person specification over two pages: merged first column, bullets, head repeated."""
    a, b = Page(), Page()
    xs = [50, 150, 330, 480, 545]
    a.text(50, 780, 'Person specification', 16, True)
    a.text(50, 755, 'Laboratory Technician, grade 5, in the School of Chemistry.')
    ys = [740, 722, 680, 650, 610]
    a.grid(xs, ys, without={('h', 2, 0)})
    for x, s in zip(xs, ('Attribute', 'Essential', 'Desirable', 'Assessed by')):
        a.text(x + 4, 727, s, 10, True)
    a.text(54, 708, 'Qualifications')
    a.bullet(154, 708); a.text(164, 708, 'A degree in chemistry or a')
    a.text(164, 696, 'subject close to it')
    a.bullet(154, 684); a.text(164, 684, 'GCSE mathematics')
    a.text(334, 708, 'A higher degree'); a.text(484, 708, 'Form')
    a.text(154, 664, 'Two A levels'); a.text(484, 664, 'Form')
    a.text(54, 636, 'Experience'); a.text(154, 636, 'Work in a laboratory with gas'); a.text(154, 624, 'chromatographs')
    a.text(334, 636, 'Training of new staff'); a.text(484, 636, 'Interview')
    ys = [800, 782, 740]
    b.grid(xs, ys)
    for x, s in zip(xs, ('Attribute', 'Essential', 'Desirable', 'Assessed by')):
        b.text(x + 4, 787, s, 10, True)
    b.text(54, 768, 'Skills'); b.text(154, 768, 'Clear written English'); b.text(334, 768, 'Welsh'); b.text(484, 768, 'Interview')
    b.text(50, 700, 'The post is open to job share.')
    write('pdf-grid.d/input.pdf', [a, b])


def columns():
    """Two columns of prose with a heading over both, then names and values, then a side panel."""
    p = Page()
    p.text(50, 790, 'Community Nurse', 18, True)
    left = ('You will visit people at home in the villages north of the river and plan their care with their families. '
            'You will keep good records and you will work with doctors and social workers every week of the year. '
            'You will lead one clinic each month.')
    right = ('We are a small team of nine who have worked together for years. Our base has parking and a kitchen. '
             'The trust pays for training days and for the car you need. Flexible hours are open to all of us '
             'and nobody works more than one weekend in four.')
    p.prose(50, 760, left, 230)
    p.prose(310, 760, right, 230)
    y = 640
    for name, value in (('Salary:', '£31,049 to £37,796 a year'), ('Hours:', '37.5 a week'), ('Base:', 'Hexdale'), ('Closing date:', '3 May 2026')):
        p.text(50, y, name, 10, True); p.text(200, y, value); y -= 14
    p.prose(50, 560, 'This paragraph runs over the whole width of the page again, so that what stands above it is seen to have ended and the order is right.', 495)
    write('pdf-columns.d/input.pdf', [p])


def prose():
    """Headers, footers, page numbers, hyphens at line ends, a list, a paragraph over the page's edge."""
    pages = []
    bodies = [[('h', 'Duties'), ('l', 'Answer the tele-'), ('c', 'phone and the e-mails of the depart-'), ('c', 'ment every day'),
               ('l', 'Arrange full-'), ('c', 'time cover'), ('p', 'You will join a team that looks after the'), ('p', 'buildings of the council and you will report')],
              [('p', 'to the estates manager. The work is out of'), ('p', 'doors for much of the year.')],
              [('h', 'How to apply'), ('p', 'Send the form to the address below.')]]
    for n, body in enumerate(bodies, 1):
        p = Page()
        p.text(50, 815, 'Marlow Vale District Council', 8)
        p.text(50, 30, 'Reference EST/114', 8)
        p.text(500, 30, 'Page %d of 3' % n, 8)
        y = 760
        for kind, s in body:
            if kind == 'h':
                p.text(50, y, s, 14, True); y -= 24
            elif kind == 'l':
                p.bullet(60, y); p.text(75, y, s); y -= 12
            elif kind == 'c':
                p.text(75, y, s); y -= 12
            else:
                p.text(50, y, s); y -= 12
        pages.append(p)
    write('pdf-prose.d/input.pdf', pages)


def scan():
    p = Page()
    p.ops.append(b'q 200 0 0 200 50 500 cm BI /W 8 /H 8 /CS /G /BPC 1 ID \xaa\x55\xaa\x55\xaa\x55\xaa\x55 EI Q')
    write('pdf-scan.d/input.pdf', [p])


def form():
    """A form that was filled in: a text field, boxes, a list, a typed note, a hidden field, a reviewer's remark."""
    p = Page()
    p.text(50, 790, 'Vacancy request', 16, True)
    for y, s in ((750, 'Post title:'), (730, 'Salary:'), (710, 'Full time'), (690, 'Part time'), (670, 'Site:'), (650, 'Reason:')):
        p.text(50, y, s)
    box = b'<</Type/Annot/Subtype/Widget/Rect[%d %d %d %d]/F %d/T(f%d)/DA(/Helv 10 Tf 0 g)%s>>'
    marks = [box % (140, 747, 400, 760, 4, 1, b'/FT/Tx/V(Wildlife Warden)'),
             box % (140, 727, 400, 740, 4, 2, b'/FT/Tx/V(\\24327,400 to \\24331,250 a year)'),
             box % (140, 707, 152, 719, 4, 3, b'/FT/Btn/V/Yes/AS/Yes/AP<</N<</Yes null/Off null>>>>'),
             box % (140, 687, 152, 699, 4, 4, b'/FT/Btn/V/Off/AS/Off/AP<</N<</Yes null/Off null>>>>'),
             box % (140, 667, 400, 680, 4, 5, b'/FT/Ch/Ff 131072/Opt[(Hexdale)(Marlow Vale)]/V(Marlow Vale)'),
             box % (140, 612, 400, 660, 4, 6, b'/FT/Tx/Ff 4096/V(The warden retires.\\rThe post is new from May.)'),
             box % (140, 590, 400, 603, 2, 7, b'/FT/Tx/V(a draft nobody sees)'),
             b'<</Type/Annot/Subtype/FreeText/Rect[50 550 400 570]/F 4/DA(/Helv 10 Tf 0 g)/Contents(Approved by the panel on 3 May 2026.)>>',
             b'<</Type/Annot/Subtype/Text/Rect[450 750 470 770]/F 4/Contents(Is the grade right?)>>']
    write('pdf-form.d/input.pdf', [p], marks)


grid(); columns(); prose(); scan(); form()
