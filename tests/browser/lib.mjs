// lib.mjs: the server under test, the browser, and small questions about a page.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const shots = process.env.SOCVET_SHOTS;
export let checks = 0;

export function ok(condition, what) {
  checks++;
  if (!condition) throw new Error(what);
}

export async function serve(socvet, args = []) {
  const child = spawn(socvet, ['serve', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (d) => { said += d; const m = /Open (http:\S+)/.exec(said); if (m) resolve(m[1]); });
    child.on('exit', (code) => reject(new Error(`serve ended with ${code}`)));
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  return { url, stop: async () => { child.kill('SIGTERM'); const code = await ended; ok(code === 0, `serve ended with ${code}`); } };
}

export async function browse() {
  const home = mkdtempSync(join(tmpdir(), 'socvet-browser-'));
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium', headless: true,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  return { browser, home, stop: async () => { await browser.close(); rmSync(home, { recursive: true, force: true }); } };
}

// A page that notes what must never happen: an error, a dialog, a breach of the policy, a request
// to anywhere else.
export async function openPage(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce', ...options });
  const page = await context.newPage(), bad = [];
  page.setDefaultTimeout(20000);
  page.on('pageerror', (e) => bad.push(`error: ${e}`));
  page.on('dialog', (d) => { bad.push(`dialog: ${d.message()}`); d.dismiss(); });
  page.on('console', (m) => { if (m.type() === 'error' && !/status of 4\d\d/.test(m.text())) bad.push(`console: ${m.text()}`); });
  page.on('request', (r) => { if (!r.url().startsWith(new URL(url).origin) && !/^(blob|data|about):/.test(r.url())) bad.push(`asked ${r.url()}`); });
  await page.goto(url);
  return { page, context, close: async () => { ok(bad.length === 0, bad.join('; ')); await context.close(); } };
}

// Asks again until it is so. (The library's own waiting evaluates text, which the page's policy forbids.)
export async function until(page, what, question, argument) {
  for (const begun = Date.now(); Date.now() - begun < 20000;) {
    if (await page.evaluate(question, argument)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`never came: ${what}`);
}

export async function accessible(page, what) {
  // evaluated by the debugger, which the page's policy does not bind
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  ok(found.violations.length === 0, `${what}: ` + found.violations.map((v) =>
    `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html).join(' | ')}`).join('; '));
}

export async function fits(page, what) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  ok(over <= 0, `${what}: ${over} px too wide`);
}

export async function shot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}
