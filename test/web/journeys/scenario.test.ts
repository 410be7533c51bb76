import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  askApi,
  journey,
  journeys,
  onScreen,
  shareText,
  shownText,
  untilDrawn,
  untilSettled,
} from '../../support/journey.js';

const COUNTY = '321302000000';
const ASKED = 'service: MEAL, walkMinutes: 15, speedMetersPerSecond: 0.8, asOf: "2025-06-30"';
const SEARCH = `?division=${COUNTY}&service=MEAL&minutes=15&speed=0.8&date=2025-06-30&tab=scenario&map=118.275,33.96,13`;
const PLACE = [118.281, 33.957] as const;

interface People {
  readonly coveredPeople: number;
  readonly totalPeople: number;
  readonly ratio: number;
}

/** Everything computed anew, with changes or without. */
async function recomputed(changes: readonly object[]): Promise<People> {
  const { coverage } = await askApi<{ coverage: { population: People } }>(
    `query ($changes: [ScenarioChangeInput!]) { coverage(divisionCode: "${COUNTY}", ${ASKED}, changes: $changes) {
      population(cohort: AGE_60) { coveredPeople totalPeople ratio } } }`,
    { changes },
  );
  return coverage.population;
}

const people = (count: number) => count.toLocaleString('en-GB', { maximumFractionDigits: 1 });

/** The coordinates the editor shows. */
async function placed(page: Page): Promise<{ lon: number; lat: number }> {
  const [lon, lat] = (await page.getByLabel('Coordinates (longitude, latitude)').inputValue())
    .split(',')
    .map(Number);
  return { lon, lat };
}

/** What the page says now equals everything computed anew with the facility there. */
async function expectRecomputed(page: Page): Promise<People> {
  await page
    .getByText(/same as|equals|Equal/i)
    .first()
    .waitFor({ timeout: 60_000 });
  const { lon, lat } = await placed(page);
  const facility = {
    kind: 'OPEN',
    name: 'x',
    facilityKind: 'MEAL_POINT',
    capabilities: ['MEAL'],
  };
  const after = await recomputed([{ ...facility, at: { lon, lat } }]);

  await expect.poll(() => shownText(page.locator('effect-view'))).toContain(shareText(after.ratio));
  const said = await shownText(page.locator('effect-view'));
  expect(said).toContain(`${people(after.coveredPeople)} of ${people(after.totalPeople)}`);
  return after;
}

journeys('trying out changes', () => {
  journey(
    'a facility is added and dragged, coverage follows and equals the full computation; saved and compared',
    async ({ visit }) => {
      const page = await visit({ search: `${SEARCH}&lang=en` });
      const before = await recomputed([]);
      await untilDrawn(page);
      await page.getByRole('button', { name: 'Add a facility' }).click();
      const start = await onScreen(page, PLACE);
      await page.mouse.click(start.x, start.y);
      await page.locator('effect-view').waitFor();
      const first = await expectRecomputed(page);
      expect(first.coveredPeople).toBeGreaterThanOrEqual(before.coveredPeople);

      const { lon, lat } = await placed(page);
      const from = await onScreen(page, [lon, lat]);
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      for (let step = 1; step <= 12; step++) await page.mouse.move(from.x - step * 9, from.y + step * 6);
      await page.mouse.up();
      await expect.poll(async () => (await placed(page)).lon).not.toBe(lon);
      await expectRecomputed(page);

      const name = `Journey ${Date.now()}`;
      await page.getByLabel('Name of the scenario').fill(name);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect.poll(() => new URL(page.url()).searchParams.get('scenario')).not.toBeNull();
      const id = new URL(page.url()).searchParams.get('scenario')!;
      const { scenario } = await askApi<{ scenario: { name: string; changes: unknown[] } }>(
        `query ($id: ID!) { scenario(id: $id) { name changes { kind } } }`,
        { id },
      );
      expect(scenario.name).toBe(name);
      expect(scenario.changes).toHaveLength(1);

      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      await expect.poll(() => new URL(page.url()).searchParams.get('compare')).toBe('today');
      await untilSettled(page);
      await page.getByRole('slider').waitFor();
    },
  );

  journey(
    'an existing facility is moved by keyboard and closed, and each step can be undone',
    async ({ visit }) => {
      const page = await visit({ search: `${SEARCH}&lang=zh` });
      const { facilities } = await askApi<{
        facilities: { edges: { node: { id: string; name: string; entrance: unknown } }[] };
      }>(
        `{ facilities(filter: {divisionCode: "${COUNTY}", service: MEAL, asOf: "2025-06-30"}, first: 50) { edges { node { id name entrance } } } }`,
      );
      const { node } = facilities.edges.find(({ node: { entrance } }) => entrance)!;
      await page.getByLabel(/移动或关闭现有设施/).fill(node.name);
      await page.getByRole('button', { name: '选择', exact: true }).click();
      const keys = page.getByRole('button', { name: /用方向键移动标记/ });
      await keys.focus();
      for (let k = 0; k < 4; k++) await page.keyboard.press('Shift+ArrowRight');
      const changes = page.locator('change-list');
      await expect.poll(() => shownText(changes)).toContain('移动');
      await page.getByText('与服务器完整计算结果一致').waitFor({ timeout: 60_000 });
      await page.getByRole('button', { name: '关闭这个设施' }).click();
      await expect.poll(() => shownText(changes)).toContain('关闭');
      await page.getByRole('button', { name: '撤销' }).click();
      await expect.poll(() => shownText(changes)).toContain('移动');
      for (let k = 0; k < 8 && (await page.getByRole('button', { name: '撤销' }).isEnabled()); k++)
        await page.getByRole('button', { name: '撤销' }).click();
      await page.getByText('还没有变动。').waitFor();
    },
  );
});
