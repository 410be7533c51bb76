import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { journey, journeys, onScreen, PHONE, untilDrawn, untilSettled } from '../../support/journey.js';
import { root } from '../../support/test-cache.js';

const FOLDER = path.join(root, 'docs/images');
const LARGEST_BYTES = 300_000;
const SCREEN = { width: 1240, height: 656 };
const COUNTY = '?division=321302000000&date=2025-06-30&minutes=15&speed=0.8';

/** Written only where SCREENSHOTS is set, so that a run of the tests leaves the files of the project alone. */
const picture = journey.skipIf(!process.env.SCREENSHOTS);

async function take(page: Page, name: string): Promise<void> {
  await untilSettled(page);
  await untilDrawn(page);
  mkdirSync(FOLDER, { recursive: true });
  const file = path.join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  expect(statSync(file).size).toBeLessThanOrEqual(LARGEST_BYTES);
}

journeys('pictures for the documents (SCREENSHOTS=1)', () => {
  picture('coverage', async ({ visit }) => {
    const page = await visit({ search: `${COUNTY}&service=STATION&lang=zh`, screen: SCREEN });
    await page.getByText('正在量算').waitFor({ state: 'hidden' });
    await take(page, 'coverage');
  });

  picture('three meal points proposed', async ({ visit }) => {
    const page = await visit({
      search: `${COUNTY}&service=MEAL&tab=siting&lang=zh&map=118.27,33.96,12`,
      screen: { width: 1240, height: 580 },
    });
    await page.getByLabel('新增数量（处）').fill('3');
    await page.getByRole('button', { name: '开始选址' }).click();
    await page.getByRole('table', { name: /建议站点/ }).waitFor({ timeout: 60_000 });
    await take(page, 'siting');
  });

  picture('a facility tried out', async ({ visit }) => {
    const search = `${COUNTY}&service=MEAL&tab=scenario&lang=zh&map=118.275,33.96,13`;
    const page = await visit({ search, screen: SCREEN });
    await page.getByRole('button', { name: '新增设施' }).click();
    const { x, y } = await onScreen(page, [118.281, 33.957]);
    await page.mouse.click(x, y);
    await page.getByText('与服务器完整计算结果一致').waitFor({ timeout: 60_000 });
    await take(page, 'scenario');
  });

  picture.for(['scorecard', 'estates'])('the section %s', async (tab, { visit }) => {
    await take(await visit({ search: `${COUNTY}&tab=${tab}&lang=zh`, screen: SCREEN }), tab);
  });

  picture('the report', async ({ visit }) => {
    const page = await visit({ search: `${COUNTY}&service=STATION&tab=report&lang=zh`, screen: SCREEN });
    await page.getByRole('button', { name: '生成报告' }).click();
    await page.locator('.report h1').waitFor({ timeout: 90_000 });
    await take(page, 'report');
  });

  picture('a phone', async ({ visit }) => {
    await take(await visit({ search: `${COUNTY}&service=STATION&lang=en`, screen: PHONE }), 'phone');
  });
});
