/* page.js: asks the same questions as the form does, without leaving the page: files that are
 * dropped are kept, pasted text is checked as it is typed, and keys walk through the findings.
 * It puts in only what the program on this computer sent, which has escaped every word. */
'use strict';
(function () {
  const form = document.getElementById('vet');
  const drop = document.getElementById('drop');
  const input = document.getElementById('files');
  const text = document.getElementById('text');
  const chosen = document.getElementById('chosen');
  const status = document.getElementById('status');
  const result = document.getElementById('result');
  const files = [];
  let turn = 0, stop = null, timer = 0, choice = null;

  function say(words, bad) {
    status.textContent = words;
    status.className = bad ? 'bad' : '';
  }

  /* ---- files ---- */
  function showFiles() {
    chosen.replaceChildren(...files.map((file, i) => {
      const item = document.createElement('li'), name = document.createElement('span'), off = document.createElement('button');
      name.textContent = file.name;
      off.type = 'button';
      off.textContent = 'Remove';
      off.setAttribute('aria-label', 'Remove ' + file.name);
      off.addEventListener('click', () => { files.splice(i, 1); showFiles(); ready() ? check() : clear(); input.focus(); });
      item.append(name, off);
      return item;
    }));
  }
  function take(list) {
    choice = null;
    for (const file of list) files.push(file);
    showFiles();
    if (files.length) check(true);
  }
  input.addEventListener('change', () => { take(input.files); input.value = ''; });
  for (const kind of ['dragenter', 'dragover'])
    document.addEventListener(kind, (e) => { e.preventDefault(); drop.classList.add('over'); });
  for (const kind of ['dragleave', 'drop'])
    document.addEventListener(kind, (e) => { e.preventDefault(); if (kind === 'drop' || !e.relatedTarget) drop.classList.remove('over'); });
  document.addEventListener('drop', (e) => { if (e.dataTransfer) take(e.dataTransfer.files); });

  /* ---- asking ---- */
  function ready() { return files.length > 0 || text.value.trim() !== ''; }
  function question(more) {
    const q = new FormData(form);
    q.delete('file');
    for (const file of files) q.append('file', file, file.name);
    if (!text.value.trim()) q.delete('text');
    if (choice) { q.set('code', choice.code); q.set('reason', choice.reason); }
    for (const [key, value] of Object.entries(more || {})) q.set(key, value);
    return q;
  }
  function clear() { result.replaceChildren(); say(''); }

  async function check(moveFocus) {
    if (!ready()) { say('Drop a file, or paste the advert’s text.', true); text.focus(); return; }
    const mine = ++turn, begun = performance.now();
    if (stop) stop.abort();
    stop = new AbortController();
    say('Checking …');
    try {
      const answer = await fetch('report', { method: 'POST', body: question({ fragment: 'yes' }), signal: stop.signal });
      const body = await answer.text();
      if (mine !== turn) return;
      const html = (answer.headers.get('Content-Type') || '').startsWith('text/html');
      if (!html) { result.replaceChildren(); say(body.trim(), true); return; }
      show(body);
      const ms = Math.round(performance.now() - begun);
      say((answer.status === 422 ? 'Some papers could not be read; the others were checked' : 'Checked') + ' in ' + ms + ' ms.', answer.status === 422);
      if (moveFocus) result.focus();
    } catch (e) {
      if (e.name !== 'AbortError') say('socvet does not answer. Is it still running?', true);
    }
  }

  function show(body) {
    const papers = result.querySelector('.sv-papers'), top = papers ? papers.scrollTop : 0;
    result.replaceChildren(...new DOMParser().parseFromString(body, 'text/html').body.childNodes);
    for (const hidden of result.querySelectorAll('.sv-needs-script')) hidden.hidden = false;
    const again = result.querySelector('.sv-papers');
    if (again) again.scrollTop = top;
  }

  form.addEventListener('submit', (e) => {
    e.preventDefault();
    const to = e.submitter && e.submitter.getAttribute('formaction');
    if (to) keep(to); else check(true);
  });
  text.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => ready() ? check() : clear(), 120); });
  document.getElementById('more').addEventListener('change', () => { if (ready()) check(); });

  /* ---- a code chosen by the reader ---- */
  result.addEventListener('click', (e) => {
    const button = e.target.closest('button');
    if (!button) return;
    if (button.dataset.unchoose !== undefined) { choice = null; check(true); }
    if (button.dataset.choose) askWhy(button);
    if (button.dataset.edit !== undefined) edit();
  });
  function askWhy(button) {
    const old = result.querySelector('.sv-choice');
    if (old) old.remove();
    const box = document.createElement('form'), label = document.createElement('label'), why = document.createElement('input');
    const go = document.createElement('button'), back = document.createElement('button');
    box.className = 'sv-choice';
    label.htmlFor = why.id = 'why';
    label.textContent = 'Why ' + button.dataset.choose + ' – ' + button.dataset.title + '?';
    why.type = 'text';
    why.id = 'why';
    why.required = true;
    why.maxLength = 500;
    go.textContent = 'Judge by this code';
    back.textContent = 'Cancel';
    back.type = 'button';
    box.append(label, why, go, back);
    box.addEventListener('submit', (e) => {
      e.preventDefault();
      choice = { code: button.dataset.choose, reason: why.value };
      check(true);
    });
    back.addEventListener('click', () => { box.remove(); button.focus(); });
    box.addEventListener('keydown', (e) => { if (e.key === 'Escape') { box.remove(); button.focus(); } });
    button.parentElement.after(box);
    why.focus();
  }

  /* ---- files as text that can be mended here ---- */
  async function edit() {
    const answer = await fetch('check', { method: 'POST', body: question({ 'with-text': 'yes' }) });
    if (!answer.ok) { say((await answer.text()).trim(), true); return; }
    text.value = (await answer.json()).text;
    files.length = 0;
    showFiles();
    text.focus();
    text.setSelectionRange(0, 0);
    check();
  }

  /* ---- papers to keep ---- */
  const names = { 'report.html': 'advert-check.html', check: 'advert-check.json' };
  async function keep(to) {
    if (!ready()) { say('Drop a file, or paste the advert’s text.', true); return; }
    const answer = await fetch(to, { method: 'POST', body: question() });
    if (!answer.ok && answer.status !== 422) { say((await answer.text()).trim(), true); return; }
    const link = document.createElement('a'), url = URL.createObjectURL(await answer.blob());
    link.href = url;
    link.download = names[to] || (/filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') || '') || [])[1] || 'advert-check';
    document.body.append(link);
    link.click();
    link.remove();
    URL.revokeObjectURL(url);
    say('Saved as ' + link.download + '.');
  }

  /* ---- walking through the findings: n and p, when no field has the focus ---- */
  document.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey || /^(INPUT|SELECT|TEXTAREA|BUTTON)$/.test(document.activeElement.tagName)) return;
    if (e.key !== 'n' && e.key !== 'p') return;
    const all = [...result.querySelectorAll('.sv-finding')];
    if (!all.length) return;
    const at = all.findIndex((x) => x.classList.contains('here'));
    const next = e.key === 'n' ? Math.min(at + 1, all.length - 1) : Math.max(at - 1, 0);
    if (at >= 0) all[at].classList.remove('here');
    all[next].classList.add('here');
    all[next].tabIndex = -1;
    all[next].focus();
    const mark = document.getElementById('m' + all[next].id.slice(1)), box = result.querySelector('.sv-papers');
    if (mark && box && box.scrollHeight > box.clientHeight)
      box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
  });
}());
