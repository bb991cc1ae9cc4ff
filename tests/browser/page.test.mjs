// page.test.mjs SOCVET: every journey of the page in a real browser.
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join, dirname } from 'node:path';
import { ok, serve, browse, openPage, until, accessible, fits, shot, checks } from './lib.mjs';
import { catalogue } from './catalogue.mjs';

const socvet = process.argv[2], root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const sample = (name) => join(root, 'corpus', 'sample', name);
const faulty = [sample('03-postdoc-faulty/advert.docx'), sample('03-postdoc-faulty/person-specification.docx')];
const text = readFileSync(sample('15-waiting-staff/advert.txt'), 'utf8');
// The bars of the page (first result 300 ms, checked again 200 ms) hold on a machine with no other
// work; here they are printed, and enforced when asked for.
const bars = process.env.SOCVET_BARS ? 1 : 40;
const settled = (page) => until(page, 'an answer', () => /^(Checked|Some papers)/.test(document.getElementById('status').textContent));
const ms = async (page) => Number(/in (\d+) ms/.exec(await page.textContent('#status'))[1]);

async function paste({ browser, url }) {
  const { page, close } = await openPage(browser, url);
  await accessible(page, 'the empty page');
  await shot(page, 'empty-1280');
  await page.fill('#text', text);
  await page.waitForSelector('.sv-report');
  await settled(page);
  ok(await page.textContent('.sv-state') === 'Not ready to post', 'the verdict');
  ok(await page.locator('.sv-paper mark').count() > 2, 'words are marked');
  const first = page.locator('.sv-finding').first();
  for (const words of ['Fix:', 'Why:', 'Rule ']) ok((await first.textContent()).includes(words), `a finding says ${words}`);
  ok(/^\d{4} – [A-Z]/.test(await page.textContent('.sv-card h3')), 'a code has its name');
  ok(!(await page.locator('.sv-report').textContent()).match(/\bcode \d{4}\b(?! –)/i), 'never a bare code');
  await accessible(page, 'a report');
  await shot(page, 'paste-1280');
  const before = await page.locator('.sv-finding').count();
  const took = [];
  for (const change of [' an', '\nBe']) {
    await page.evaluate(() => { document.getElementById('status').textContent = ''; });
    await page.locator('#text').press('Control+End');
    await page.locator('#text').pressSequentially(change);
    await settled(page);
    took.push(await ms(page));
  }
  console.log(`browser: edit and check again: ${took.join(', ')} ms`);
  ok(Math.min(...took) < 200 * bars, `checked again in ${took} ms`);
  await page.fill('#text', text.replace('Waitress', 'Waiting staff'));
  await until(page, 'fewer findings', (n) => document.querySelectorAll('.sv-finding').length < n, before);
  await page.fill('#text', '');
  await until(page, 'a change', () => !document.querySelector('.sv-report'));
  await close();
}

async function dropFiles({ browser, url }) {
  const { page, close } = await openPage(browser, url);
  const files = faulty.map((f) => ({ name: f.split('/').pop(), bytes: readFileSync(f).toString('base64') }));
  await page.evaluate((list) => {
    const data = new DataTransfer();
    for (const f of list) data.items.add(new File([Uint8Array.from(atob(f.bytes), (c) => c.charCodeAt(0))], f.name));
    document.getElementById('drop').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, files);
  await page.waitForSelector('.sv-report');
  await settled(page);
  const first = await ms(page);
  console.log(`browser: two dropped documents: ${first} ms`);
  ok(first < 300 * bars, `the first result took ${first} ms`);
  ok(await page.locator('.sv-file').count() === 2, 'both papers stand there');
  ok(await page.locator('.sv-paper table').count() > 0, 'a table is a table');
  ok(await page.locator('.sv-criteria tbody tr').count() > 3, 'the criteria');
  ok(await page.evaluate(() => document.activeElement.id) === 'result', 'the focus goes to the result');
  await shot(page, 'drop-1280');
  await page.locator('.chosen button').first().click();
  await until(page, 'a change', () => document.querySelectorAll('.sv-file').length === 1);
  await close();
}

async function details({ browser, url }) {
  const { page, close } = await openPage(browser, url);
  await page.click('#more summary');
  await page.fill('#as-of', '2026-11-25');
  await page.selectOption('#route', 'skilled-worker');
  await page.selectOption('#profile', 'university');
  await page.fill('#posted', '2026-11-26');
  await page.setInputFiles('#files', faulty);
  await page.waitForSelector('.sv-timeline');
  await settled(page);
  ok((await page.textContent('.sv-timeline title')).includes('day 28'), 'the timeline says day 28');
  ok(await page.locator('.sv-sum').count() > 0, 'the pay is worked out');
  ok((await page.textContent('.sv-card .sv-terms')).includes('£'), 'a going rate');
  await accessible(page, 'with details');
  await shot(page, 'details-1280');
  for (const width of [320, 390, 640]) {
    await page.setViewportSize({ width, height: 800 });
    await fits(page, `${width} px`);
    await shot(page, `details-${width}`);
  }
  await close();
  const zoomed = await openPage(browser, url, { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
  await zoomed.page.fill('#text', text);
  await zoomed.page.waitForSelector('.sv-report');
  await fits(zoomed.page, '200 % zoom');
  await zoomed.close();
}

async function keyboard({ browser, url }) {
  const { page, close } = await openPage(browser, url);
  await page.keyboard.press('Tab');
  ok(await page.evaluate(() => document.activeElement.textContent) === 'Skip to the result', 'first the skip link');
  for (let i = 0; i < 12 && await page.evaluate(() => document.activeElement.id) !== 'text'; i++) await page.keyboard.press('Tab');
  ok(await page.evaluate(() => document.activeElement.id) === 'text', 'the text is reached by Tab');
  await page.keyboard.insertText(text);
  await page.waitForSelector('.sv-report');
  await settled(page);
  for (let i = 0; i < 12 && await page.evaluate(() => document.activeElement.id) !== 'check'; i++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await until(page, 'a change', () => document.activeElement.id === 'result');
  await page.keyboard.press('n');
  ok(await page.evaluate(() => document.activeElement.id) === 'f1', 'n goes to the first finding');
  await page.keyboard.press('n');
  await page.keyboard.press('p');
  ok(await page.evaluate(() => document.activeElement.id) === 'f1', 'p goes back');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  ok(page.url().endsWith('#m1'), 'a finding leads to its words');
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  ok(outline !== 'none', 'the focus can be seen');
  const order = await page.evaluate(() => [...document.querySelectorAll('#result h2')].map((h) => h.textContent.trim()));
  ok(order.length >= 6 && order[1] === 'What was found' && order[2].startsWith('The papers'), `reading order: ${order}`);
  await close();
}

async function choose({ browser, url }) {
  const { page, close } = await openPage(browser, url);
  await page.setInputFiles('#files', faulty);
  await page.waitForSelector('.sv-report');
  await settled(page);
  const second = page.locator('.sv-card').nth(1), heading = await second.locator('h3').textContent();
  await second.getByRole('button', { name: 'I choose this code' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('the work is biochemistry');
  await accessible(page, 'asked for a reason');
  await page.keyboard.press('Enter');
  await until(page, 'one card', () => document.querySelectorAll('.sv-card').length === 1);
  ok((await page.textContent('.sv-codes')).includes('the work is biochemistry'), 'the reason stands there');
  ok(await page.textContent('.sv-card h3') === heading, 'the chosen code stands first');
  await shot(page, 'chosen-1280');
  await page.getByRole('button', { name: 'Go back to the coder' }).click();
  await until(page, 'all cards', () => document.querySelectorAll('.sv-card').length > 1);
  await page.getByRole('button', { name: 'Edit this text' }).click();
  await until(page, 'the text', () => document.getElementById('text').value.includes('Plant Genetics'));
  await until(page, 'one paper', () => document.querySelectorAll('.sv-file').length === 1);
  await close();
}

async function keep({ browser, url }) {
  const { page, close } = await openPage(browser, url, { acceptDownloads: true });
  await page.click('#more summary');
  await page.fill('#as-of', '2026-11-25');
  await page.setInputFiles('#files', faulty);
  await page.waitForSelector('.sv-report');
  const download = async (name) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    return readFileSync(await file.path());
  };
  const want = spawnSync(socvet, ['check', '--json', '--as-of', '2026-11-25', ...faulty.map((f) => f.split('/').pop())], { cwd: dirname(faulty[0]) }).stdout;
  await page.locator('.keep summary').click();
  await accessible(page, 'papers to keep');
  ok(want.equals(await download('Record as JSON')), 'the record is that of the command');
  ok((await download('Findings as a table')).toString().startsWith('\uFEFFdocument,page,line'), 'findings as a table');
  ok((await download('Findings for Excel')).subarray(0, 2).toString() === 'PK', 'findings as a workbook');
  ok((await download('Your Word file with comments')).subarray(0, 2).toString() === 'PK', 'the Word file with comments');
  ok((await download('Job sheet for a Certificate')).length > 200, 'the job sheet');
  ok((await download('Evidence pack')).subarray(0, 2).toString() === 'PK', 'the evidence pack');
  ok(JSON.parse(await download('Data for your job page'))['@type'] === 'JobPosting', 'data for the page');
  const report = (await download('Report to print or keep')).toString();
  ok(report.includes('<style>') && !report.includes('<script') && !report.includes('http'), 'the report stands alone');
  await close();
}

async function withoutScripts({ browser, url }) {
  const { page, close } = await openPage(browser, url, { javaScriptEnabled: false });
  await page.setInputFiles('#files', faulty);
  await page.click('#check');
  await page.waitForSelector('.sv-report');
  ok(await page.locator('h1').count() === 1 && await page.locator('.sv-finding').count() > 0, 'a report without scripts');
  ok(await page.locator('[data-choose]:visible').count() === 0, 'no dead buttons');
  await shot(page, 'no-script-1280');
  await page.click('.sv-finding .sv-jump a');
  ok(page.url().includes('#m'), 'links work');
  await page.click('.sv-back a');
  ok(await page.locator('form').count() === 1, 'back to the form');
  await page.click('#check');
  ok((await page.textContent('[role=alert]')).includes('drop a file'), 'an empty form is told so');
  await close();
}

async function evil({ browser, url }) {
  const { page, close } = await openPage(browser, url);
  const bad = '<script>alert(1)</script><img src=x onerror=alert(2)> <a href="javascript:alert(3)">x</a>';
  await page.setInputFiles('#files', { name: 'a<img src=x onerror=alert(4)>.txt', mimeType: 'text/plain', buffer: Buffer.from(`Chef ${bad}\n\nSalary: £24,000\n${bad}\n`) });
  await page.waitForSelector('.sv-report');
  await settled(page);
  ok(await page.locator('#result img, #result script, #chosen img').count() === 0, 'nothing of it became markup');
  await page.setInputFiles('#files', { name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\nnothing') });
  await until(page, 'a change', () => /broken\.pdf|could not be read/.test(document.getElementById('status').textContent));
  await close();
}

const server = await serve(socvet), { browser, stop } = await browse();
let failed = 0;
for (const journey of [paste, dropFiles, details, keyboard, choose, keep, withoutScripts, evil, catalogue]) {
  if (process.argv[3] && process.argv[3] !== journey.name) continue;
  const begun = performance.now();
  try {
    await journey({ browser, url: server.url, socvet });
    console.log(`browser: ${journey.name}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  } catch (e) {
    failed++;
    console.log(`browser: FAILED: ${journey.name}: ${e.stack}`);
  }
}
await stop();
await server.stop();
console.log(`browser: ${checks} checks, ${failed} journeys failed`);
process.exit(failed ? 1 : 0);
