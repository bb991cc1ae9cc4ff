/* queue.js: the review queue one item at a time, by keys. Each choice is sent in the background while the
 * next item is already there; what could not be saved comes back. Without scripts every item is a form. */
'use strict';
(function () {
  const queue = document.getElementById('queue'), left = document.getElementById('left');
  if (!queue || !queue.querySelector('.item')) return;
  const items = [...queue.querySelectorAll('.item')], status = document.getElementById('queue-status');
  const said = []; // items decided here, in order: { item, decision }
  let at = 0, pending = 0, leaving = false;

  function say(words, bad) {
    status.textContent = words;
    status.className = bad ? 'bad' : '';
  }
  function heading(item) { return item.querySelector('h2').textContent; }
  function show(i) {
    at = i;
    leaving = false;
    items.forEach((item, k) => item.classList.toggle('now', k === i));
    const now = items[i];
    if (!now) return;
    now.tabIndex = -1;
    now.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  function undecided() { return items.filter((x) => !said.some((s) => s.item === x)).length; }

  /* The next of this page; at its end, once all is saved, the next page: decided items have left the queue. */
  function next() {
    if (at + 1 < items.length) { show(at + 1); return; }
    leaving = true;
    if (pending) { setTimeout(() => { if (leaving) next(); }, 30); return; } // one that fails comes back
    if (!left) { location.href = 'queue'; return; }
    const to = new URL(location.href);
    to.searchParams.set('from', Number(left.dataset.from) + undecided());
    to.searchParams.delete('said');
    location.href = to.href;
  }

  async function send(path, fields) {
    const answer = await fetch(path, { method: 'POST', body: fields });
    if (!answer.ok) throw new Error((await answer.text()).trim());
    return answer.json();
  }
  async function save(item, more) {
    const fields = new FormData(item), mine = { item, decision: 0 }, where = items.indexOf(item);
    for (const [name, value] of Object.entries(more || {})) fields.set(name, value);
    const chosen = item.querySelector('input[name=choice]:checked');
    if (!fields.get('other') && !fields.get('choice')) { say('Choose a code, or name another.', true); return; }
    const words = fields.get('other') || (chosen ? chosen.closest('li').querySelector('b').textContent : fields.get('choice'));
    said.push(mine);
    pending++;
    say('Saved: ' + heading(item) + ' is ' + words + '. Key u takes it back.');
    next();
    try {
      mine.decision = (await send('decide.json', fields)).decision;
    } catch (e) {
      said.splice(said.indexOf(mine), 1);
      show(where);
      say('Not saved: ' + e.message, true);
    } finally {
      pending--;
    }
  }
  async function undo() {
    const last = said[said.length - 1];
    if (!last) { say('There is nothing to take back here; see Decisions.', true); return; }
    if (!last.decision) { setTimeout(undo, 30); return; }
    const fields = new FormData();
    fields.set('decision', last.decision);
    try {
      await send('undo.json', fields);
      said.pop();
      show(items.indexOf(last.item));
      say('Taken back: ' + heading(last.item) + '.');
    } catch (e) {
      say('Not taken back: ' + e.message, true);
    }
  }

  function button(words, what) {
    const b = document.createElement('button');
    b.type = 'button';
    b.textContent = words;
    b.addEventListener('click', what);
    return b;
  }
  for (const item of items) {
    item.addEventListener('submit', (e) => { e.preventDefault(); save(item); });
    item.querySelector('.actions').append(button('Next without deciding', next),
      button('Back', () => { if (at) show(at - 1); }), button('Undo', undo));
  }
  document.querySelector('.keys').hidden = false;
  queue.classList.add('one-at-a-time');
  show(0);

  document.addEventListener('keydown', (e) => {
    const item = items[at], field = document.activeElement;
    if (e.ctrlKey || e.altKey || e.metaKey || !item || leaving) return;
    if (field && field.matches('input[type=text]')) {
      if (e.key === 'Escape') { field.blur(); item.focus(); }
      return;
    }
    if (/^[1-5]$/.test(e.key)) {
      const choice = item.querySelectorAll('input[name=choice]')[Number(e.key) - 1];
      if (!choice) { say('There is no choice ' + e.key + '.', true); return; }
      choice.checked = true;
      save(item, { other: '' });
    } else if (e.key === 'n') next();
    else if (e.key === 'b') { if (at) show(at - 1); }
    else if (e.key === 'u') undo();
    else if (e.key === 'o') item.querySelector('input[name=other]').focus();
    else return;
    e.preventDefault();
  });
}());
