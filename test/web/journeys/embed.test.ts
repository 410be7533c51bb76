import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { journeys, OFFICE, pageAddress } from '../../support/journey.js';

const documentation = readFileSync(new URL('../../../docs/embedding.md', import.meta.url), 'utf8');
const part = (language: string) =>
  new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's')
    .exec(documentation)![1]
    .replaceAll('https://care.example.gov.cn', new URL(pageAddress()).origin);

/** The page of the documentation on a host of its own, with the policy the documentation asks for and no more. */
async function serveOther(): Promise<http.Server> {
  const { origin } = new URL(pageAddress());
  const policy = [
    "default-src 'self'",
    `script-src 'self' ${origin}`,
    `connect-src ${origin}`,
    `worker-src blob: ${origin}`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
  ].join(';');
  const server = http.createServer(({ url }, response) => {
    const [type, text] = url === '/' ? ['text/html', part('html')] : ['text/javascript', part('js')];
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.setHeader('content-security-policy', policy);
    response.end(url === '/favicon.ico' ? '' : text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

journeys('a map in another page', () => {
  test('is the lines of the documentation, and tells the page what was clicked', async () => {
    expect(part('html').trim().split('\n').length).toBeLessThanOrEqual(15);
    const other = await serveOther();
    const browser = await chromium.connect(inject('journeyGround')!.browser);
    const context = await browser.newContext({ viewport: OFFICE });
    try {
      const complaints: string[] = [];
      context.on('weberror', (error) => complaints.push(String(error.error())));
      context.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
      const map = page.locator('care-circle-map');
      await map.getByText('人口覆盖率').first().waitFor();
      await expect
        .poll(async () => {
          await map.click();
          return page.locator('#picked').textContent();
        })
        .toMatch(/街道|镇|乡|园|站|中心|点/);
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
      await browser.close();
      await new Promise((resolve) => other.close(resolve));
    }
  });
});
