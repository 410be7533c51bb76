import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { OTHER_HOST } from './journey-server.js';

/** The screen of an office, and a phone's. */
export const OFFICE = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

export interface VisitOptions {
  /** Of the address, with `?`. */
  readonly search?: string;
  readonly screen?: { readonly width: number; readonly height: number };
  /** As a stranger from elsewhere instead of the person at this machine, who is admin. */
  readonly asStranger?: boolean;
  /** Errors of the console this journey brings about on purpose. */
  readonly expectedErrors?: readonly RegExp[];
  /** What the page waits for before it is handed over; none waits for nothing. */
  readonly until?: 'shown' | 'none';
}

export type Visit = (options?: VisitOptions) => Promise<Page>;

let connection: Promise<Browser> | null = null;

/**
 * A test whose pages must bring about no error of the console and no request to another host: `visit` opens one as
 * somebody who has never been there.
 */
export const journey = test.extend<{ visit: Visit }>({
  visit: async ({}, use) => {
    const contexts: BrowserContext[] = [];
    const complaints: string[] = [];
    await use(async (options = {}) => {
      const { page, context } = await open(options, complaints);
      contexts.push(context);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(complaints).toEqual([]);
  },
});

/** A group of journeys; left out by name where there is no browser. */
export function journeys(name: string, body: () => void): void {
  if (inject('journeyGround')) describe(name, body);
  else describe.skip(`${name} (left out: no Chromium at /usr/bin/chromium, and CHROMIUM names none)`, body);
}

/** Where the page is. */
export function pageAddress(search = '', host?: string): string {
  const { address } = inject('journeyGround')!;
  const url = new URL(`/${search}`, address);
  if (host) url.hostname = host;
  return url.href;
}

/** Asks the program itself, as its admin. @throws when the answer has errors */
export async function askApi<T>(query: string, variables: object = {}): Promise<T> {
  const response = await fetch(pageAddress().replace(/\/$/, '/graphql'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return data;
}

async function open(
  { search = '', screen = OFFICE, asStranger, expectedErrors = [], until = 'shown' }: VisitOptions,
  complaints: string[],
): Promise<{ page: Page; context: BrowserContext }> {
  connection ??= chromium.connect(inject('journeyGround')!.browser);
  const browser = await connection;
  const context = await browser.newContext({ viewport: screen, locale: 'zh-CN', acceptDownloads: true });
  const address = pageAddress(search, asStranger ? OTHER_HOST : undefined);
  const { host } = new URL(address);
  const note = (text: string) => {
    if (!expectedErrors.some((pattern) => pattern.test(text))) complaints.push(text);
  };
  const checkHost = (url: string) => {
    const { protocol, host: asked } = new URL(url);
    if (!['data:', 'blob:', 'about:'].includes(protocol) && asked !== host)
      complaints.push(`a request to ${url}`);
  };
  context.on('request', (request) => checkHost(request.url()));
  context.on('response', (response) => {
    if (response.status() < 400) return;
    const told = response.text().then(
      (text) => note(`Failed to load resource ${response.url()}: ${response.status()} ${text.slice(0, 500)}`),
      () => undefined,
    );
    void told;
  });
  context.on('weberror', (error) => note(`an error of the page: ${error.error().stack}`));
  context.on('console', (message) => {
    if (message.type() === 'error') note(`on the console: ${message.text()} (${message.location().url})`);
  });
  const page = await context.newPage();
  page.on('websocket', (socket) => checkHost(socket.url()));
  page.setDefaultTimeout(45_000);
  await page.goto(address);
  if (until === 'shown') await untilShown(page);
  return { page, context };
}

/** Until the map has drawn everything it first asked for, and the panel shows no progress. */
export async function untilShown(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('care-map-drawn').length > 0);
  await untilSettled(page);
}

/** Until no panel says that something is being fetched. */
export async function untilSettled(page: Page): Promise<void> {
  await expect.poll(() => page.getByRole('progressbar').count(), { timeout: 30_000 }).toBe(0);
}

/** A share as the page shows it: cut, not rounded. */
export function shareText(ratio: number | null): string {
  return ratio === null ? '—' : `${(Math.floor(ratio * 1000 + 1e-9) / 10).toFixed(1)}%`;
}

/** Where a place of the map lies on the screen. */
export async function onScreen(
  page: Page,
  lonLat: readonly [number, number],
): Promise<{ x: number; y: number }> {
  return page.evaluate(`(() => {
    const care = document.querySelector('care-circle-app').shadowRoot.querySelector('care-map');
    const { x, y } = care.drawn.map.project(${JSON.stringify(lonLat)});
    const box = care.drawn.map.getCanvas().getBoundingClientRect();
    return { x: box.left + x, y: box.top + y };
  })()`);
}

/** Until the map has drawn what it was told last. */
export async function untilDrawn(page: Page): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    const { map } = document.querySelector('care-circle-app').shadowRoot.querySelector('care-map').drawn;
    map.once('idle', resolve);
    map.triggerRepaint();
  })`);
}

/** What of an element of the page is read here. */
interface Shown {
  readonly localName: string;
  readonly innerText?: string;
  readonly shadowRoot: { readonly children: Iterable<Shown> } | null;
  readonly rows?: Iterable<{ readonly cells: Iterable<Shown> }>;
  querySelectorAll(selector: string): Iterable<Shown>;
}

/** Runs in the page: texts as they are shown, also by elements of our own, whose shadow trees are no part of `innerText`. */
function readTexts(element: unknown): string[][] {
  const textOf = (one: Shown): string => {
    const inner = [...(one.shadowRoot?.children ?? [])].filter(({ localName }) => localName !== 'style');
    const hosts = [...one.querySelectorAll('*')].filter(({ shadowRoot }) => shadowRoot);
    return [one.innerText ?? '', ...inner.map(textOf), ...hosts.map(textOf)].join(' ').trim();
  };
  const shown = element as Shown;
  if (!shown.rows) return [[textOf(shown)]];
  return [...shown.rows].map(({ cells }) => [...cells].map(textOf));
}

/** Texts of the cells of a table's rows, without its head. */
export async function tableRows(table: Locator): Promise<string[][]> {
  await table.waitFor();
  return (await table.evaluate(readTexts)).slice(1);
}

/** All text of what is found, with that of elements inside it; empty where nothing is found. */
export async function shownText(found: Locator): Promise<string> {
  if ((await found.count()) === 0) return '';
  return (await found.first().evaluate(readTexts))[0][0];
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeViolation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary: string }[];
}

/** Serious and critical findings of axe on what is shown now, as texts; expected to be none. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: AxeViolation[] }> };
    };
    return (await checker.run({ resultTypes: ['violations'] })).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${impact} ${id} at ${target.join(' ')}: ${failureSummary}`),
    );
}
