// catalogue.mjs: the journeys through a run's database: overview, search, the queue by keys, decisions.
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok, serve, openPage, until, accessible, fits, shot } from './lib.mjs';

const trades = ['Chef', 'Staff Nurse', 'Electrician', 'Payroll Officer', 'Web Developer', 'Care Assistant', 'Lecturer in Law', 'Site Manager',
  'Data Analyst', 'Receptionist', 'Lorry Driver', 'Teaching Assistant'];
export function makeRun(socvet) {
  const folder = mkdtempSync(join(tmpdir(), 'socvet-run-')), input = join(folder, 'in.jsonl'), db = join(folder, 'run.db');
  const rows = [];
  for (let i = 0; i < 60; i++)
    rows.push({ id: `r${i}`, title: `${trades[i % 12]}${i < 24 ? '' : ` ${'ABC'[i % 3]}`}`, employer: ['Quill House', 'Elm Hall'][i % 2], date: `20${12 + (i % 7)}-03-01`,
      text: `${trades[i % 12]}\n\nYou will join a friendly team. Salary: £${20 + (i % 9)},000 a year.\n` });
  writeFileSync(input, rows.map((r) => JSON.stringify(r)).join('\n') + '\n');
  const done = spawnSync(socvet, ['bulk', input, '--with-text', '--jobs', '1', '-o', db]);
  ok(done.status === 0, `bulk: ${done.stderr}`);
  return { db, folder, clear: () => rmSync(folder, { recursive: true, force: true }) };
}

async function overview(browser, url) {
  const { page, close } = await openPage(browser, url);
  ok(await page.textContent('h1') === 'The catalogue', 'the overview comes first');
  ok(await page.locator('svg.years rect').count() > 5, 'years are drawn');
  ok(await page.locator('.plot svg').count() > 10, 'bars are drawn');
  for (const words of await page.locator('.plot a').allTextContents()) ok(!/^\d{4}$/.test(words) || Number(words) < 2030, `never a bare code: ${words}`);
  await accessible(page, 'the overview');
  await shot(page, 'catalogue-1280');
  await page.getByRole('link', { name: /^No .*|hours are not stated/i }).first().click();
  await page.waitForSelector('.only');
  ok(/page=|rule=/.test(page.url()), 'a bar leads to its adverts');
  await page.fill('#q', 'nurse');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForSelector('.list');
  ok((await page.locator('.list tbody tr').allTextContents()).every((x) => /nurse/i.test(x)), 'the search');
  await accessible(page, 'the list');
  await page.locator('.list a').first().click();
  await page.waitForSelector('.facts');
  await accessible(page, 'one advert');
  await shot(page, 'advert-1280');
  for (const width of process.env.SOCVET_SHOTS ? [320, 390, 640] : [320, 640]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ['catalogue', 'adverts', 'advert?id=1', 'queue?band=auto', 'accept', 'decisions', './']) {
      await page.goto(new URL(path, url).href);
      await fits(page, `${path} at ${width} px`);
      await shot(page, `${path.replace(/\W+/g, '-')}-${width}`);
    }
  }
  await close();
}

async function keys(browser, url, readDecisions) {
  const { page, close } = await openPage(browser, new URL('queue?band=auto&reviewer=A.%20Person', url).href);
  await accessible(page, 'the queue');
  ok(await page.locator('.item:visible').count() === 1, 'one item at a time');
  await shot(page, 'queue-1280');
  const left = async () => Number((await page.textContent('#left')).match(/\d+/)[0]), before = await left();
  const title = () => page.locator('.item.now h2').textContent();
  const first = await title();
  await page.keyboard.press('1');
  await until(page, 'the next item', (t) => document.querySelector('.item.now h2').textContent !== t, first);
  ok((await page.textContent('#queue-status')).startsWith(`Saved: ${first} is `), 'it is said what was saved');
  const second = await title();
  await page.keyboard.press('n');
  ok(await title() !== second, 'n goes on');
  await page.keyboard.press('b');
  ok(await title() === second, 'b goes back');
  await page.keyboard.press('u');
  await until(page, 'the first item', (t) => document.querySelector('.item.now h2').textContent === t, first);
  await page.keyboard.press('2');
  await until(page, 'the second item', (t) => document.querySelector('.item.now h2').textContent === t, second);
  await page.keyboard.press('o');
  await page.keyboard.type('nothing of the kind');
  await page.keyboard.press('Enter');
  await until(page, 'a refusal', () => /^Not saved/.test(document.getElementById('queue-status').textContent));
  ok(await title() === second, 'what was refused comes back');
  await page.locator('.item.now input[name=other]').fill('5434 – Chefs');
  await page.locator('.item.now input[name=other]').press('Enter');
  await until(page, 'a third item', (t) => document.querySelector('.item.now h2').textContent !== t, second);
  await accessible(page, 'the queue after a choice');
  // the rest by keys, over the end of the page: fast enough for 200 an hour many times over
  const begun = performance.now();
  let n = 0;
  for (; n < 22; n++) {
    if (!await page.locator('.item.now').count()) break;
    const now = await title();
    await page.keyboard.press('1');
    for (let going = true; going;) { // the page may be on its way out
      going = await until(page, 'what comes then', (t) => {
        const h = document.querySelector('.item.now h2');
        return h ? h.textContent !== t : /Nothing is left|That was the last/.test(document.body.textContent);
      }, now).then(() => false, (e) => { if (!/context|navigat/i.test(String(e))) throw e; return true; });
    }
  }
  const seconds = (performance.now() - begun) / 1000;
  console.log(`browser: ${n} items decided by keys in ${seconds.toFixed(1)} s: ${Math.round(n * 3600 / seconds)} an hour`);
  ok(n > 15 && n * 3600 / seconds > 200, `200 items an hour: ${n} in ${seconds}`);
  await page.goto(new URL('queue?band=auto', url).href);
  ok(await left() === before - n - 2, `what was decided has left the queue: ${before} ${n} ${await left()}`);
  const rows = await readDecisions();
  ok(rows.length === n + 3 && rows.some((r) => /5434,A\. Person/.test(r)), 'the decisions as a table');
  await page.goto(new URL('decisions', url).href);
  await accessible(page, 'the decisions');
  await shot(page, 'decisions-1280');
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await until(page, 'one fewer', (k) => document.querySelector('[role=status]').textContent.startsWith(`${k} decision`), n + 1);
  await page.goto(new URL('accept?band=auto', url).href);
  await accessible(page, 'the question before many');
  await page.getByRole('button', { name: /^Accept \d+ answers?/ }).click();
  await page.waitForSelector('.list');
  ok(await page.getByRole('button', { name: /^Undo all \d+ made together/ }).count() > 1, 'those accepted together');
  await page.getByRole('button', { name: /^Undo all \d+ made together/ }).first().click();
  await until(page, 'as before', (k) => document.querySelector('[role=status]').textContent.startsWith(`${k} decision`), n + 1);
  await close();
}

async function withoutScripts(browser, url) {
  const { page, close } = await openPage(browser, new URL('queue?band=auto', url).href, { javaScriptEnabled: false });
  const before = await page.textContent('#left');
  ok(await page.locator('.item').count() > 1 && await page.locator('.keys:visible').count() === 0, 'all items of the page, no talk of keys');
  await page.locator('.item').first().getByRole('button', { name: 'Save' }).click();
  await page.waitForSelector('.said');
  ok( await page.textContent('#left') !== before, 'saved without scripts');
  await page.locator('.said button').click();
  await page.waitForSelector('.said', { state: 'detached' });
  ok(await page.textContent('#left') === before, 'and taken back');
  await page.goto(new URL('./', url).href);
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.waitForSelector('.plot');
  ok(await page.textContent('h1') === 'The catalogue', 'from the form to the catalogue');
  await close();
}

export async function catalogue({ browser, socvet }) {
  const run = makeRun(socvet), server = await serve(socvet, [run.db]);
  try {
    await overview(browser, server.url);
    await withoutScripts(browser, server.url);
    const read = async () => (await (await fetch(new URL('decisions.csv', server.url))).text()).trim().split('\n');
    await keys(browser, server.url, read);
  } finally {
    await server.stop();
    run.clear();
  }
}
