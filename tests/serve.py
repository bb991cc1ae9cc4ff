#!/usr/bin/env python3
"""serve.py SOCVET: the page's server under honest and hostile visitors: its record is that of
`socvet check --json`, byte for byte; strangers are turned away; slow, large, many and broken uploads
leave it standing and answering. Ends with the server's own exit status (a leak makes it bad)."""
import concurrent.futures, csv, glob, http.client, io, json, os, re, shutil, sqlite3, signal, socket, subprocess, sys, tempfile, time, urllib.parse

socvet = os.path.abspath(sys.argv[1])
root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
os.chdir(root)
checks = 0
AS_OF = "2026-11-25"


def ok(condition, what):
    global checks
    checks += 1
    if not condition:
        raise SystemExit(f"serve: FAILED: {what}")


def multipart(fields, files):
    b = "----socvet-test"
    out = b""
    for name, value in fields:
        out += f'--{b}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value.encode() + b"\r\n"
    for name, data in files:
        out += (f'--{b}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                "Content-Type: application/octet-stream\r\n\r\n").encode() + data + b"\r\n"
    return out + f"--{b}--\r\n".encode(), f"multipart/form-data; boundary={b}"


class Server:
    def __init__(self, files=None, arguments=()):
        self.home, self.files = tempfile.mkdtemp(), files or {}
        for name, text in self.files.items():
            open(os.path.join(self.home, name), "w").write(text)
        self.p = subprocess.Popen([socvet, "serve", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.home)
        line = self.p.stdout.readline().decode()
        self.port, self.token = re.match(r"Open http://127\.0\.0\.1:(\d+)/([0-9a-f]{32})/(?:catalogue)?$", line).groups()
        self.port = int(self.port)

    def ask(self, method, path, body=None, headers=None, token=True, timeout=60):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        c.request(method, f"/{self.token}/{path}" if token else path, body, headers or {})
        r = c.getresponse()
        data = r.read()
        c.close()
        return r.status, dict((k.lower(), v) for k, v in r.getheaders()), data

    def post(self, path, fields=(), files=(), headers=None, timeout=120):
        body, kind = multipart([("as-of", AS_OF), *fields], files)
        return self.ask("POST", path, body, {"Content-Type": kind, **(headers or {})}, timeout=timeout)

    def quick(self):
        """Within a second; the best of three, since the machine may have other work."""
        took = []
        for _ in range(3):
            begun = time.monotonic()
            ok(self.ask("GET", "")[0] == 200, "the page answers")
            took.append(time.monotonic() - begun)
            if took[-1] < 1:
                return
        ok(False, f"the page answers within a second: {took}")

    def stop(self):
        ok(self.p.poll() is None, "the server still stands")
        self.p.send_signal(signal.SIGTERM)
        _, err = self.p.communicate(timeout=30)
        ok(self.p.returncode == 0, f"it ends well: {self.p.returncode} {err.decode()[-2000:]}")
        ok(sorted(os.listdir(self.home)) == sorted(self.files), "nothing was written to disk")
        for name in self.files:
            os.remove(os.path.join(self.home, name))
        os.rmdir(self.home)


def same_record(s):
    """The record of each sample by the page and by the command."""
    for d in sorted(glob.glob("corpus/sample/*/"))[::3]:
        names = sorted(n for n in os.listdir(d) if re.search(r"\.(html|docx|txt|pdf|rtf|md|eml|odt|doc)$", n) and n != "expected.txt")
        if not names:
            continue
        want = subprocess.run([socvet, "check", "--json", "--as-of", AS_OF, *names], cwd=d, capture_output=True).stdout
        _, _, got = s.post("check", files=[(n, open(d + n, "rb").read()) for n in names])
        ok(got == want, f"the same record for {d}")
    with tempfile.TemporaryDirectory() as t:
        text = "Chef\n\nSalary: £24,000 a year\nLocation: Ripon\n"
        open(t + "/pasted-text.txt", "w").write(text)
        options = ["--route", "skilled-worker", "--profile", "university", "--posted", "2026-11-20", "--closing",
                   "2026-12-20", "--medium", "jobs.ac.uk", "--employer", "Quill House", "--new-entrant", "--with-text",
                   "--all-verdicts"]
        want = subprocess.run([socvet, "check", "--json", "--as-of", AS_OF, *options, "pasted-text.txt"], cwd=t,
                              capture_output=True).stdout
        fields, i = [("text", text)], 0
        while i < len(options):
            flag = i + 1 == len(options) or options[i + 1].startswith("--")
            fields.append((options[i][2:], "yes" if flag else options[i + 1]))
            i += 1 if flag else 2
        ok(s.post("check", fields)[2] == want, "the same record for pasted text and every option")


def kept(s):
    """The papers to keep are those of the commands, byte for byte."""
    d = "corpus/sample/01-lecturer/"
    names = ["advert.docx", "person-specification.docx"]
    files = [(n, open(d + n, "rb").read()) for n in names]
    with tempfile.TemporaryDirectory() as t:
        for n, b in files:
            open(f"{t}/{n}", "wb").write(b)
        run = lambda *a: subprocess.run([socvet, *a, "--as-of", AS_OF, *names], cwd=t, capture_output=True)
        run("check", "--annotate", "out.docx")
        ok(s.post("commented.docx", files=files)[2] == open(t + "/out.docx", "rb").read(), "the commented Word copy")
        ok(s.post("cos-sheet.txt", [("code", "2311")], files)[2] == run("cos", "--code", "2311").stdout, "the job sheet")
        run("evidence", "-o", "out.zip")
        ok(s.post("evidence.zip", files=files)[2] == open(t + "/out.zip", "rb").read(), "the evidence pack")
    status, _, said = s.post("commented.docx", [("text", "Chef\n\nSalary: £24,000 a year\n")])
    ok(status == 400 and b"needs a Word document" in said, f"no commented copy of pasted text: {status} {said[:200]}")


def house():
    """A house's settings hold on the page as they do for the command."""
    text = "Chef\n\nSalary: £24,000 a year\nWe want a young and energetic person.\nAsk Mary Quill, mary@quill.example\n"
    files = {"pasted-text.txt": text, "waivers.tsv": "rule\tdocument\tuntil\twho\treason\nHRS-001\t*\t2030-01-01\tA. Person\tagreed with the board\n"}
    for conf in ("profile = university\nspelling = yes\n", "waivers = waivers.tsv\nredact = yes\nemployer = Quill House\n",
                 "medium = jobs.ac.uk\nroute = skilled-worker\n"):
        s = Server({**files, ".socvet.conf": conf})
        try:
            want = subprocess.run([socvet, "check", "--json", "--as-of", AS_OF, "pasted-text.txt"], cwd=s.home, capture_output=True)
            ok(want.stdout and s.post("check", [("text", text)])[2] == want.stdout, f"the same record under {conf!r} {want.stderr}")
            want = subprocess.run([socvet, "check", "--json", "--as-of", AS_OF, "--profile", "law", "--employer", "Elm", "pasted-text.txt"],
                                  cwd=s.home, capture_output=True).stdout
            ok(s.post("check", [("text", text), ("profile", "law"), ("employer", "Elm")])[2] == want, "the form's word stands first")
            s.stop()
        finally:
            s.p.kill()


def make_run(folder):
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    rows = [{"id": f"r{i}", "title": t, "employer": e, "date": d, "text": f"{t}\n\n{x}\nSalary: £2{i % 9},000 a year.\n"}
            for i, (t, e, d, x) in enumerate(
                [("Chef", "Quill House", "2018-03-01", "Cook lunch for two hundred people a day."), ("chef", "Elm Hall", "2019-03-01", "Plan the menus."),
                 ("Staff Nurse", "Fenholt Trust", "2019-06-01", "Nurse adults on a ward."), (f"Officer {evil}", evil, "2020-01-01", evil),
                 ("Coordinator", "=cmd|'/c calc'!A1", "2020-01-02", "Various duties as needed."), ("", "Elm Hall", "", "Various work, one day a week.")])]
    open(folder + "/in.jsonl", "w").write("\n".join(map(json.dumps, rows)) + "\nnot json\n")
    done = subprocess.run([socvet, "bulk", folder + "/in.jsonl", "--with-text", "--jobs", "1", "--as-of", AS_OF, "-o", folder + "/run.db"], capture_output=True)
    ok(os.path.exists(folder + "/run.db"), done.stderr.decode())
    return folder + "/run.db"


def form(s, path, fields, headers=None):
    return s.ask("POST", path, urllib.parse.urlencode(fields), {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})})


def catalogue():
    """A run's database: pages that quote it safely, decisions only when asked, each taken back by itself."""
    with tempfile.TemporaryDirectory() as t:
        path = make_run(t)
        before = open(path, "rb").read()
        s = Server(arguments=[path])
        try:
            for page in ("catalogue", "adverts", "adverts?q=%25", "adverts?band=error", "adverts?year=none", "adverts?rule=HRS-001&page=9", "queue",
                         "queue?band=auto", "accept", "decisions", *(f"advert?id={i}" for i in range(1, 8))):
                status, headers, body = s.ask("GET", page)
                ok(status == 200 and b"</html>" in body, page)
                ok("unsafe" not in headers["content-security-policy"] and b"style=" not in body and b"<script>alert" not in body and b"<img src=x" not in body, "nothing of an advert became markup: " + page)
            for page in ("adverts?q=" + urllib.parse.quote("\"><script>alert(1)</script>"), "queue?reviewer=" + urllib.parse.quote("\"><script>alert(1)</script>"), "queue?said=%3Cscript%3E"):
                ok(b"<script>alert" not in s.ask("GET", page)[2], "reflected: " + page)
            ok(b"3 adverts" not in s.ask("GET", "adverts?q=chef")[2] and b"2 adverts" in s.ask("GET", "adverts?q=chef")[2], "search")
            ok(b"0 adverts" in s.ask("GET", "adverts?q=%25%25")[2], "signs of LIKE are letters")
            ok(b"0 adverts" in s.ask("GET", "adverts?code=" + urllib.parse.quote("' OR 1=1 --"))[2], "a quotation mark is a letter")
            ok(s.ask("GET", "advert?id=99")[0] == 400 and s.ask("GET", "decide")[0] == 405 and s.ask("POST", "queue", b"")[0] == 405, "what is not there")
            rows = list(csv.DictReader(io.StringIO(s.ask("GET", "adverts.csv")[2].decode())))
            ok(len(rows) == 7 and not any(v and v[0] in "=+-@" for r in rows for v in r.values()), "adverts.csv has nothing that a spreadsheet runs")
            ok(open(path, "rb").read() == before, "looking writes nothing")
            decide = lambda **f: form(s, "decide.json", f)
            ok(form(s, "decide.json", {"id": 1, "choice": "5434"}, {"Origin": "http://evil.example"})[0] == 403, "another site decides nothing")
            ok(decide(id=1, choice="0000")[0] == 400 and decide(id=99, choice="5434")[0] == 400 and decide(id=1)[0] == 400, "no such code, no such advert")
            ok(open(path, "rb").read() == before, "what was refused writes nothing")
            first = json.loads(decide(id=1, choice="5434", reviewer="A. Person", note="cooks")[2])["decision"]
            ok(b"Decided: 5434" in s.ask("GET", "adverts?q=elm")[2], "a title's decision holds for its other adverts")
            status, headers, _ = form(s, "decide", {"id": 6, "other": "9263 – Kitchen and catering assistants", "band": "auto", "reviewer": "A & B\r\nX: y"})
            ok(status == 303 and headers["location"].startswith("queue?from=0&band=auto&reviewer=A%20%26%20B%0D%0AX%3A%20y&said="), headers.get("location"))
            want = [["hash", "title", "machine_code", "code", "reviewer", "note"]]
            got = list(csv.reader(io.StringIO(s.ask("GET", "decisions.csv")[2].decode())))
            ok(got[0] == want[0] and len(got) == 3 and any(r[1] == "Chef" and r[3:] == ["5434", "A. Person", "cooks"] for r in got), f"decisions.csv: {got}")
            open(t + "/d.csv", "wb").write(s.ask("GET", "decisions.csv")[2])
            for table in (t + "/d.csv", path):
                out = subprocess.run([socvet, "bulk", t + "/in.jsonl", "--jobs", "1", "--as-of", AS_OF, "--decisions", table], capture_output=True).stdout
                codes = [json.loads(l).get("soc") for l in out.splitlines()[:6]]
                ok([c["code"] for c in codes[:2]] == ["5434", "5434"] and codes[5]["code"] == "9263", "a later run takes the decisions")
            status, headers, _ = form(s, "accept-all", {"reviewer": "B. Person"})
            ok(status == 303 and headers["location"] == "decisions", "accept all")
            count = lambda: sqlite3.connect(path).execute("select count(*) from decision").fetchone()[0]
            n = count()
            ok(n > 3 and form(s, "accept-all", {})[0] == 303 and count() == n, "what is decided is not accepted again")
            last = sqlite3.connect(path).execute("select max(id) from decision").fetchone()[0]
            ok(form(s, "undo.json", {"decision": last})[0] == 200 and count() == n - 1, "one is taken back")
            ok(form(s, "undo", {"decision": last - 1, "together": "yes"})[0] == 303 and count() == 2, "those accepted together are taken back")
            ok(form(s, "undo.json", {"decision": first})[0] == 200 and count() == 1, "another is taken back")
            s.stop()
        finally:
            s.p.kill()
        shutil.copy(t + "/in.jsonl", t + "/x.db")
        for wrong in (t + "/x.db", t + "/none.db"):
            ok(subprocess.run([socvet, "serve", wrong], capture_output=True).returncode == 2, "no database of a run")


def pages(s):
    status, headers, body = s.ask("GET", "")
    ok(status == 200 and b"<form" in body, "the form")
    csp = headers["content-security-policy"]
    ok("default-src 'none'" in csp and "unsafe" not in csp and "*" not in csp, "a strict policy")
    ok("access-control-allow-origin" not in headers and headers["x-content-type-options"] == "nosniff", "no sharing")
    ok(b"<style" not in body and b"onclick" not in body and not re.search(rb"<script(?! src=)", body), "nothing inline")
    for name in ("page.css", "page.js", "report.css", "icon.svg"):
        ok(s.ask("GET", name)[0] == 200, name)
    status, _, body = s.post("report", [("text", "Chef\n\nSalary: £24,000 a year\n")])
    ok(status == 200 and b"<!DOCTYPE html>" in body and b"report.css" in body and b"<style" not in body, "a report without scripts")
    status, headers, body = s.post("report.html", [("text", "Chef\n\nSalary: £24,000 a year\n")])
    ok(b"<style" in body and "attachment" in headers["content-disposition"], "a report to keep")
    ok(s.post("report", [])[0] == 400, "an empty form is told so")
    ok(s.post("report", [("text", "Chef"), ("posted", "soon")])[0] == 400, "a date that is none")
    ok(s.post("report", [("text", "Chef"), ("route", "teleport")])[0] == 400, "a route that is none")


def strangers(s):
    host = f"127.0.0.1:{s.port}"
    for headers, what in (({"Host": "evil.example"}, "foreign host"), ({"Host": f"evil.example:{s.port}"}, "rebound host"),
                          ({"Host": "127.0.0.1:1"}, "other port"), ({"Host": host, "Origin": "http://evil.example"}, "foreign origin"),
                          ({"Host": host, "Origin": "null"}, "no origin"), ({"Host": host, "Origin": f"https://{host}"}, "other scheme"),
                          ({"Host": host, "Sec-Fetch-Site": "cross-site"}, "cross site")):
        status, got, body = s.ask("GET", "", headers=headers)
        ok(status in (403, 421) and b"<form" not in body and s.token.encode() not in body, what)
        body, kind = multipart([("text", "Chef")], [])
        ok(s.ask("POST", "check", body, {**headers, "Content-Type": kind})[0] in (403, 421), what + " by post")
    ok(s.ask("GET", "", headers={"Host": f"localhost:{s.port}", "Origin": f"http://localhost:{s.port}"})[0] == 200, "localhost is here")
    for path in ("/", "/check", f"/{s.token[:-1]}0x/", f"/{s.token}", "/" + "0" * 32 + "/", "//"):
        ok(s.ask("GET", path, token=False)[0] == 404, "no token: " + path)
    for path in ("../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/page.js", "./page.js", "page.js/", "assets/page.js"):
        status, _, body = s.ask("GET", path)
        ok(status == 404 and b"root:" not in body, "no such path: " + path)
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"):
        ok(s.ask(method, "check")[0] == 405, method)
    ok(s.ask("GET", "check")[0] == 405, "papers are not asked for by GET")


def scripts_in_papers(s):
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(2)>\' onmouseover=\'x'
    name = 'a<img src=x onerror=alert(3)>.txt'
    for path in ("report", "report.html"):
        status, _, body = s.post(path, [("employer", evil)], [(name, ("Chef\n\n" + evil + "\nSalary: £24,000 a year\n").encode())])
        ok(status == 200, "script in papers")
        for bad in (b"<script>alert", b"<img src=x", b"</style><"):
            ok(bad not in body, f"{bad} is escaped in {path}")
    status, _, body = s.post("report", [("posted", evil)], headers={"Accept": "text/html"})
    ok(status == 400 and b"<img" not in body and b"<script" not in body, "reflected script is escaped")
    name = '</style><script>alert(4)</script>".txt'.replace('"', "%22")
    ok(b"<script>alert" not in s.post("report.html", [], [(name, b"Chef\n\nSalary: 1\n")])[2], "file name in the style")


def large(s):
    c = socket.create_connection(("127.0.0.1", s.port))
    c.sendall(f"POST /{s.token}/check HTTP/1.1\r\nHost: 127.0.0.1:{s.port}\r\nContent-Type: multipart/form-data; boundary=xyz\r\n"
              f"Content-Length: 99999999999\r\n\r\n".encode())
    ok(b" 413 " in c.recv(4096), "an announced flood is refused before it is sent")
    c.close()
    c = socket.create_connection(("127.0.0.1", s.port))
    c.sendall(f"POST /{s.token}/check HTTP/1.1\r\nHost: 127.0.0.1:{s.port}\r\nContent-Type: multipart/form-data; boundary=xyz\r\n"
              f"Transfer-Encoding: chunked\r\n\r\n".encode())
    head = b'--xyz\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    c.sendall(b"%x\r\n%s\r\n" % (len(head), head))
    piece = b"100000\r\n" + b"a" * 0x100000 + b"\r\n"
    try:
        for _ in range(50):
            c.sendall(piece)
        c.sendall(b"0\r\n\r\n")
        ok(b" 413 " in c.recv(4096), "a flood in pieces is refused")
    except (BrokenPipeError, ConnectionResetError) as e:
        ok(False, f"a flood in pieces is cut off: {e}")
    c.close()
    s.quick()


def slow(s):
    held = []
    for i in range(150):
        c = socket.create_connection(("127.0.0.1", s.port))
        c.sendall(b"POST /" if i % 2 else f"POST /{s.token}/check HTTP/1.1\r\nHost: 127.0.0.1:{s.port}\r\nContent-Length: 1000\r\n\r\nx".encode())
        held.append(c)
    s.quick()
    begun = time.monotonic()
    while held and time.monotonic() - begun < 40: # a byte a second, for ever
        alive = []
        for c in held:
            try:
                c.send(b"a")
                c.setblocking(False)
                try:
                    closed = c.recv(4096) == b""
                except BlockingIOError:
                    closed = False
                c.setblocking(True)
                if not closed:
                    alive.append(c)
            except OSError:
                pass
        held = alive
        time.sleep(0.5)
    ok(not held, f"{len(held)} slow visitors are still there")
    s.quick()


def many(s):
    text = ("text", "Chef\n\nSalary: £24,000 a year\nClosing date: 1 May 2027\n")
    with concurrent.futures.ThreadPoolExecutor(500) as pool:
        all_of = [pool.submit(s.post, "check", [text], (), None, 300) if i % 5 == 0 else
                  pool.submit(s.ask, "GET", "page.js", None, None, True, 300) for i in range(500)]
        time.sleep(0.3)
        s.quick()
        answers = [f.result() for f in all_of]
    ok(all(a[0] == 200 for a in answers), "each of 500 is answered, none is sent away")
    ok(len({a[2] for a in answers[::5]}) == 1, "all with the same record")


def hostile(s):
    files = [(n, d) for n, d in (("a.docx", b"PK\x03\x04" + b"\0" * 200), ("a.pdf", b"%PDF-1.7\n" + b"\xff" * 3000),
             ("deep.html", b"<div>" * 50000), ("bom.txt", b"\xff\xfe\x00"), ("nul.txt", b"\0" * 5000), ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 600),
             ("a.rtf", b"{\\rtf1" + b"{" * 100000), ("a.eml", b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n" * 3000))]
    shared = os.environ.get("SOCVET_SHARED", "../shared")
    found = sorted(glob.glob(shared + "/documents/malformed/**", recursive=True))
    found = [f for f in found if os.path.isfile(f) and os.path.getsize(f) < 8 << 20]
    if not found:
        print("serve: skipped: no shared documents")
    files += [(os.path.basename(f), open(f, "rb").read()) for f in found[:: max(1, len(found) // 25)]]
    with concurrent.futures.ThreadPoolExecutor(5) as pool:
        slow_ones = pool.submit(slow, s) # meanwhile
        all_of = [pool.submit(s.post, "report", [], [f]) for f in files]
        for f in concurrent.futures.as_completed(all_of):
            ok(f.result()[0] in (200, 400, 422), "a hostile document is answered")
            s.quick()
    slow_ones.result()
    body, kind = multipart([("text", "Chef")], [])
    for cut in (10, 40, 60, len(body) - 4):
        ok(s.ask("POST", "check", body[:cut], {"Content-Type": kind})[0] in (200, 400), "a broken form")
    ok(s.ask("POST", "check", b"{}", {"Content-Type": "application/json"})[0] in (400, 403), "another kind of body")


def main():
    if len(sys.argv) > 2:
        return {"house": house, "catalogue": catalogue, "kept": lambda: kept(Server())}[sys.argv[2]]()
    s = Server()
    try:
        for part in (pages, same_record, kept, strangers, scripts_in_papers, large, hostile, many):
            begun = time.monotonic()
            part(s)
            print(f"serve: {part.__name__.replace('_', ' ')}: {time.monotonic() - begun:.1f} s")
        s.stop()
        house()
        catalogue()
    finally:
        if s.p.poll() is None:
            s.p.kill()
            s.p.wait()
    print(f"serve: {checks} checks passed")


main()
