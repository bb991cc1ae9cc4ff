#!/usr/bin/env python3
"""annotate.py SOCVET: `check --annotate` on Word documents: the text and every other part stay as
they were, the comments stand on the words that their findings quote, comments that were there stay,
and the same input gives the same bytes. With SOCVET_OFFICE=1 LibreOffice opens each copy."""
import glob, io, json, os, re, subprocess, sys, tempfile, zipfile
import xml.etree.ElementTree as ET

socvet = os.path.abspath(sys.argv[1])
root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
os.chdir(root)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
seen = exact = words = 0


def squeeze(s):
    return re.sub(r"[\s\u00a0\u00ad\u200b-\u200d\u2000-\u200a\u202f\u2060\ufeff\u3000]+", "", s)


def letters(xml):
    return re.sub(r"<[^>]*>", "", xml)


def ranges(tree):
    """Comment id -> the letters between its marks, and all ids in order."""
    open_ids, text, done = {}, {}, []
    for e in tree.iter():
        if e.tag == W + "commentRangeStart":
            open_ids[e.get(W + "id")] = True
            text[e.get(W + "id")] = ""
        elif e.tag == W + "commentRangeEnd":
            open_ids.pop(e.get(W + "id"))
            done.append(e.get(W + "id"))
        elif e.tag == W + "t" and e.text:
            for i in open_ids:
                text[i] += e.text
    assert not open_ids, "every comment ends"
    return text


def related(z, part, kind):
    """The part that `part` ("" for the package) points to by this kind of relationship."""
    folder, name = os.path.split(part)
    rels = os.path.join(folder, "_rels", name + ".rels")
    if rels in z.namelist():
        for r in ET.fromstring(z.read(rels)):
            if r.get("Type").endswith("/" + kind):
                t = r.get("Target")
                return t[1:] if t.startswith("/") else os.path.join(folder, t)
    return None


def comments(z, main):
    part = related(z, main, "comments")
    return {c.get(W + "id"): c for c in ET.fromstring(z.read(part))} if part in z.namelist() else {}


def one(path, folder):
    global seen, exact, words
    out = os.path.join(folder, "out.docx")
    run = lambda to: subprocess.run([socvet, "check", "--json", "--with-text", "--as-of", "2026-11-25", "--profile", "university",
                                     "--fail-on", "never", "--annotate", to, path], capture_output=True)
    p = run(out)
    if p.returncode != 0:
        said = p.stderr.decode()
        assert p.returncode in (2, 3) and said, f"{path}: {p.returncode} {said}"
        assert not os.path.exists(out) or p.returncode == 3, f"{path}: a copy was left behind"
        return False
    record = json.loads(p.stdout)
    before, after = zipfile.ZipFile(path), zipfile.ZipFile(out)
    assert after.testzip() is None
    assert set(before.namelist()) - set(after.namelist()) == set(), "nothing is lost"
    main = related(before, "", "officeDocument") or "word/document.xml"
    folder_of, name_of = os.path.split(main)
    rels = f"{folder_of}/_rels/{name_of}.rels"
    may_change = {main, "[Content_Types].xml", rels, related(after, main, "comments")}
    crossed = any(i.extra.startswith(b"up") for i in before.infolist()) # two names for one part
    for n in before.namelist() if not crossed else []:
        if n not in may_change and not n.endswith("/"):
            assert before.read(n) == after.read(n), f"{path}: {n} changed"
    if main in before.namelist() and not crossed:
        a, b = before.read(main).decode(), after.read(main).decode()
        assert letters(a) == letters(b), f"{path}: the text changed"
        tree = ET.fromstring(after.read(main))
        ET.fromstring(after.read("[Content_Types].xml"))
        ET.fromstring(after.read(rels))
        marks, mine = ranges(tree), comments(after, main)
        old = comments(before, main)
        assert set(old) <= set(mine), f"{path}: a comment was lost"
        assert set(marks) >= set(mine) - set(old), f"{path}: a comment without a place"
        text = record["text"].encode()
        shown = [f for f in record["findings"] if f["verdict"] in ("fail", "unknown")]
        assert len(mine) - len(old) == len(shown), f"{path}: {len(mine)} comments, {len(shown)} findings"
        fresh = [i for i in sorted(mine, key=int) if i not in old]
        for i, f in zip(fresh, shown):
            said = "".join(mine[i].itertext())
            assert f["message"] in said and f["id"] in said, f"{path}: {said}"
            if f["spans"]:
                words += 1
                want = squeeze(text[f["spans"][0][0]:f["spans"][0][1]].decode("utf-8", "replace"))
                got = squeeze(marks[i])
                exact += got == want or (want.startswith(got) and len(got) > 3)
                if os.environ.get("SOCVET_SHOW") and got != want:
                    print(f"{path}: {f['id']}: wanted {want[:60]!r}, got {got[:60]!r}")
    p = run(out + "2")
    assert open(out, "rb").read() == open(out + "2", "rb").read(), "the same bytes again"
    again = json.loads(subprocess.run([socvet, "check", "--json", "--as-of", "2026-11-25", "--profile", "university", "--fail-on", "never", out],
                                      capture_output=True).stdout)
    assert [f["message"] for f in again["findings"]] == [f["message"] for f in record["findings"]] or old, f"{path}: the copy reads otherwise"
    if os.environ.get("SOCVET_OFFICE"):
        office(path, out, folder)
    os.remove(out), os.remove(out + "2")
    seen += 1
    return True


def office(path, out, folder):
    texts = []
    for f in (path, out):
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/home", "--headless", "--convert-to", "txt:Text (encoded):UTF8",
                        "--outdir", folder + "/txt", f], capture_output=True, timeout=120)
        name = folder + "/txt/" + os.path.splitext(os.path.basename(f))[0] + ".txt"
        texts.append(open(name, encoding="utf-8").read() if os.path.exists(name) else None)
    assert texts[1] is not None and texts[0] == texts[1], f"{path}: LibreOffice reads the copy otherwise"


def made(folder):
    """Runs split as Word splits them, and a comment that is there already."""
    body = ('<w:p><w:r><w:t>Wait</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ress</w:t></w:r></w:p>'
            '<w:p><w:r><w:t xml:space="preserve">Pay:\u00a0£12.80 an hour &amp; tips. </w:t><w:tab/><w:t>British nation</w:t></w:r>'
            '<w:ins w:id="7" w:author="A"><w:r><w:t>als only</w:t></w:r></w:ins><w:del w:id="8" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>'
            '<w:p><w:commentRangeStart w:id="4"/><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>Applicants should be aged 18 to 30.</w:t></w:r>'
            '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r></w:p>')
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    path = folder + "/made.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                   '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
                   '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>')
        z.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
        z.writestr("word/_rels/document.xml.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>')
        z.writestr("word/comments.xml", f'<w:comments {ns}><w:comment w:id="4" w:author="Boss"><w:p><w:r><w:t>Is this right?</w:t></w:r></w:p></w:comment></w:comments>')
        z.writestr("word/document.xml", f'<?xml version="1.0"?><w:document {ns}><w:body>{body}</w:body></w:document>')
    return path


with tempfile.TemporaryDirectory() as folder:
    assert one(made(folder), folder), "a document made here"
    assert exact == words and words >= 3, f"made: {exact} of {words} comments stand on their words"
    for f in sorted(glob.glob("corpus/sample/*/*.docx")):
        assert one(f, folder), f
    assert exact == words, f"samples: {exact} of {words} comments stand on their words"
    p = subprocess.run([socvet, "check", "--annotate", folder + "/x.docx", "corpus/sample/15-waiting-staff/advert.txt"], capture_output=True)
    assert p.returncode == 2 and b"Word" in p.stderr and not os.path.exists(folder + "/x.docx"), "no Word document"
    f = made(folder)
    p = subprocess.run([socvet, "check", "--annotate", f, f], capture_output=True)
    assert p.returncode == 2 and zipfile.ZipFile(f).testzip() is None, "the original is not written over"
    shared = sorted(glob.glob(os.environ.get("SOCVET_SHARED", "../shared") + "/documents/docx/**/*.docx", recursive=True))
    if not shared:
        print("annotate: skipped: no shared documents")
    most = int(os.environ.get("SOCVET_ANNOTATE", "12"))
    for f in shared[:: max(1, len(shared) // most)]:
        if os.path.getsize(f) < 4 << 20:
            one(f, folder)
    print(f"annotate: {seen} documents, {exact} of {words} comments stand exactly on their words")
    assert exact >= 0.8 * words
