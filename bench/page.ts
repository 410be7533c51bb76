// The map page in headless Chromium, drawn without a graphics card. Alone: node dist/bench/page.js
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Finding } from './compare-with-peers.js';
import { CHROMIUM_FLAGS, findChromium } from './support/chromium.js';
import { quantile } from './support/measure.js';
import { ServingClient } from './support/serving-client.js';

const SETTLING_MILLIS = 8_000;
const COLD_STARTS = 7;
const DRAG_STEPS = 120;
const SCREEN = { width: 1366, height: 768 };
const SECTIONS = ['siting', 'scenario', 'scorecard', 'dispatch', 'estates', 'report'];
const SCENARIO = '?tab=scenario&service=MEAL&lang=en&map=118.275,33.96,13';
const LARGEST = 6;

/** What the page weighs, how soon its map is there, and how closely coverage follows a dragged facility. */
export async function mapPage(): Promise<Finding[]> {
  const executablePath = findChromium();
  if (!executablePath) {
    console.log('bench: the page is not measured: there is no Chromium.');
    return [];
  }
  const client = await ServingClient.start();
  const launch = () => chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
  try {
    await new Promise((resolve) => setTimeout(resolve, SETTLING_MILLIS));
    const address = `http://127.0.0.1:${client.port}/`;
    return [
      ...(await coldPaints(launch, address)),
      ...(await withPage(launch, (page) => dragging(page, address))),
      ...(await withPage(launch, (page) => weights(page, address))),
    ];
  } finally {
    await client.close();
  }
}

/** From the start of the navigation until the map has drawn everything it first asked for, in a new browser each time. */
async function coldPaints(launch: () => Promise<Browser>, address: string): Promise<Finding[]> {
  const [drawn, shaded]: [number[], number[]] = [[], []];
  for (let run = 0; run < COLD_STARTS; run++)
    await withPage(launch, async (page) => {
      await page.goto(address);
      drawn.push(await drawnAfter(page));
      shaded.push(await drawnAfter(page, 'care-map-shaded'));
    });
  const text = (millis: readonly number[]) =>
    `${quantile(millis, 0.5).toFixed(0)} and ${Math.max(...millis).toFixed(0)} ms`;
  return [
    {
      name: `first map of the sample region in a new browser, median and most of ${COLD_STARTS}`,
      value: text(drawn),
      target: '≤ 2,000 ms',
    },
    { name: 'the same with its divisions shaded', value: text(shaded), target: '' },
  ];
}

/** Each step of a drag, from its event in the page until the frame after the new coverage is in the panel. */
async function dragging(page: Page, address: string): Promise<Finding[]> {
  await page.goto(address + SCENARIO);
  await drawnAfter(page);
  await page.getByRole('button', { name: 'Add a facility' }).click();
  const box = (await page.locator('care-map canvas').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.click(x, y);
  await page.locator('effect-view').waitFor();
  await page.evaluate(FOLLOW);
  await page.mouse.move(x, y);
  await page.mouse.down();
  const millis: number[] = [];
  for (let step = 1; step <= DRAG_STEPS; step++) {
    // Round a circle, so that it stays on the map.
    const angle = step / 12;
    await page.mouse.move(x + 140 * Math.sin(angle), y + 140 * (1 - Math.cos(angle)));
    const passed = (await page.evaluate('globalThis.nextEffect()')) as number;
    if (step > DRAG_STEPS / 6) millis.push(passed);
  }
  await page.mouse.up();
  return [
    {
      name: `a facility dragged on the map, ${millis.length} steps: from the pointer’s event to the new coverage on the screen`,
      value: `p50 ${quantile(millis, 0.5).toFixed(1)} ms, p95 ${quantile(millis, 0.95).toFixed(1)} ms`,
      target: 'p95 ≤ 100 ms',
    },
  ];
}

/** Runs in the page: tells how long after the last movement of the pointer a new effect was drawn. */
const FOLLOW = `(() => {
  let moved = 0, drawn = 0, wake = () => {};
  addEventListener('pointermove', () => { moved = performance.now(); }, { capture: true });
  const { prototype } = customElements.get('effect-view');
  const updated = prototype.updated;
  prototype.updated = function (changed) {
    updated?.call(this, changed);
    if (changed.has('effect')) requestAnimationFrame(() => { drawn = performance.now(); wake(); });
  };
  globalThis.nextEffect = async () => {
    while (drawn <= moved) await new Promise((resolve) => { wake = resolve; setTimeout(resolve, 1000); });
    return drawn - moved;
  };
})()`;

/** What a first look loads of the program's own files, and what all sections load, compressed by gzip. */
async function weights(page: Page, address: string): Promise<Finding[]> {
  const sizes = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    const isData = /^\/(graphql|tiles|features|downloads)/.test(pathname);
    if (isData || response.status() !== 200 || sizes.has(pathname)) return;
    sizes.set(
      pathname,
      response.body().then((body) => gzipSync(body, { level: 9 }).length),
    );
  });
  await page.goto(address);
  await drawnAfter(page);
  const first = await weigh(sizes);
  for (const section of SECTIONS) {
    await page.locator(`#tab-${section}`).click();
    await page.waitForLoadState('networkidle');
  }
  const all = await weigh(sizes);
  const largest = first.files.slice(0, LARGEST).map(([name, bytes]) => `${name} ${kilobytes(bytes)}`);
  return [
    {
      name: `the page with its worker, ${first.files.length} files, by gzip; the largest`,
      value: `${kilobytes(first.bytes)}; ${largest.join(', ')}`,
      target: '≤ 600 kB',
    },
    {
      name: `the same with every section opened, ${all.files.length} files`,
      value: kilobytes(all.bytes),
      target: '',
    },
  ];
}

async function weigh(
  sizes: ReadonlyMap<string, Promise<number>>,
): Promise<{ bytes: number; files: [string, number][] }> {
  const files = await Promise.all(
    [...sizes].map(async ([path, size]): Promise<[string, number]> => [
      path.split('/').at(-1) || '/',
      await size,
    ]),
  );
  files.sort(([, one], [, other]) => other - one);
  return { bytes: files.reduce((sum, [, bytes]) => sum + bytes, 0), files };
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** Milliseconds from the start of the navigation. */
async function drawnAfter(page: Page, mark = 'care-map-drawn'): Promise<number> {
  // Asked again and again from here: the page's policy lets no text be run inside it.
  for (;;) {
    const drawn = await page.evaluate(`performance.getEntriesByName('${mark}')[0]?.startTime ?? null`);
    if (typeof drawn === 'number') return drawn;
    await page.waitForTimeout(100);
  }
}

async function withPage<T>(launch: () => Promise<Browser>, work: (page: Page) => Promise<T>): Promise<T> {
  const browser = await launch();
  try {
    return await work(await browser.newPage({ viewport: SCREEN, locale: 'zh-CN' }));
  } finally {
    await browser.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const { name, value, target } of await mapPage())
    console.log(`${name}\n  ${value}${target && ` (${target})`}`);
