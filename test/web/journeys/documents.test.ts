import { expect } from 'vitest';
import {
  askApi,
  journey,
  journeys,
  shareText,
  shownText,
  tableRows,
  untilSettled,
} from '../../support/journey.js';

const COUNTY = '321302000000';
const search = (tab: string, division: string, language: string) =>
  `?division=${division}&service=STATION&minutes=15&speed=0.8&date=2025-06-30&tab=${tab}&lang=${language}`;

journeys('scorecard, dispatch, estates, report', () => {
  journey('the scorecard has a light, value and target for every line of the API’s', async ({ visit }) => {
    const page = await visit({ search: search('scorecard', COUNTY, 'en') });
    await untilSettled(page);
    interface Card {
      scorecard: {
        lines: { status: string; target: { indicator: { nameEn: string | null; nameZh: string } } }[];
      };
    }
    const { scorecard } = await askApi<Card>(
      `{ scorecard(divisionCode: "${COUNTY}", asOf: "2025-06-30") { lines { status target { indicator { nameZh nameEn } } } } }`,
    );
    expect(scorecard.lines.length).toBeGreaterThan(0);
    const lines = page.locator('scorecard-line');
    await expect.poll(() => lines.count()).toBe(scorecard.lines.length);
    const statuses = {
      ACHIEVED: 'Achieved',
      ON_PACE: 'On pace',
      BEHIND: 'Behind',
      OVERDUE: 'Overdue',
      UNKNOWN: 'Unknown',
    };
    const expected = scorecard.lines.map(({ status }) => statuses[status as keyof typeof statuses]).sort();
    const shown = await Promise.all((await lines.all()).map((line) => shownText(line)));
    const seen = shown
      .map((text) => Object.values(statuses).find((word) => text.includes(word)) ?? '')
      .sort();
    expect(seen).toEqual(expected);
  });

  journey('the dispatch of a month prints on pages', async ({ visit }) => {
    const page = await visit({ search: `${search('dispatch', COUNTY, 'zh')}&dispatch.month=2025-05` });
    await untilSettled(page);
    await page.getByRole('button', { name: '查看并打印' }).click();
    await page
      .getByRole('heading', { name: /月度调度通报/ })
      .first()
      .waitFor();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(10_000);
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByRole('button', { name: '查看并打印' }).waitFor();
  });

  journey('the dispatch of a day without targets is the last one that had some', async ({ visit }) => {
    const page = await visit({ search: `?division=${COUNTY}&date=2027-02-10&tab=dispatch&lang=zh` });
    await page.getByText('2027年1月没有仍在期限年度内的目标').waitFor();
    expect(await page.getByLabel('调度月份').inputValue()).toBe('2025-12');
    await page.getByRole('button', { name: '查看并打印' }).waitFor();
    // What somebody asked for is shown as it is, with a way out.
    await page.getByLabel('调度月份').selectOption('2026-10');
    await page.getByRole('button', { name: '改看2025年12月' }).click();
    await page.getByRole('button', { name: '查看并打印' }).waitFor();
  });

  journey('estates are filtered, and a finding shows its evidence', async ({ visit }) => {
    const page = await visit({ search: search('estates', COUNTY, 'zh') });
    await untilSettled(page);
    interface Audit {
      estateAudit: { totals: { estates: number; inDeficit: number } };
    }
    const { estateAudit } = await askApi<Audit>(
      `{ estateAudit(divisionCode: "${COUNTY}", asOf: "2025-06-30") { totals { estates inDeficit } } }`,
    );
    const panel = page.getByRole('tabpanel');
    const sums = await panel.locator('dl.sums').innerText();
    expect(sums).toContain(estateAudit.totals.estates.toLocaleString('zh-CN'));
    expect(sums).toContain(estateAudit.totals.inDeficit.toLocaleString('zh-CN'));
    const list = panel.getByRole('table').first();
    await list.getByRole('button').nth(8).waitFor();
    const [first] = await tableRows(list);
    await list.getByRole('button', { name: first[0] }).first().click();
    await panel.locator('estate-detail').getByRole('heading').first().waitFor();
    expect(new URL(page.url()).searchParams.get('open')).toMatch(/^estates:/);
    await untilSettled(page);
    expect(await panel.getByRole('alert').count()).toBe(0);
  });

  journey('the report has the API’s figures, a map, the rules, and prints', async ({ visit }) => {
    const page = await visit({ search: search('report', COUNTY, 'en') });
    await page.getByRole('button', { name: 'Make the report' }).click();
    await page
      .locator('.report h1')
      .or(page.getByRole('heading', { level: 1, name: /宿城区/ }))
      .first()
      .waitFor({
        timeout: 90_000,
      });
    interface Answer {
      coverage: { population: { coveredPeople: number; totalPeople: number; ratio: number } };
    }
    const { coverage } = await askApi<Answer>(
      `{ coverage(divisionCode: "${COUNTY}", service: STATION, walkMinutes: 15, speedMetersPerSecond: 0.8,
        asOf: "2025-06-30") { population { coveredPeople totalPeople ratio } } }`,
    );
    const text = (await page.evaluate('document.body.innerText')) as string;
    const { coveredPeople, totalPeople, ratio } = coverage.population;
    for (const figure of [
      coveredPeople.toLocaleString('en-GB', { maximumFractionDigits: 3 }),
      totalPeople.toLocaleString('en-GB', { maximumFractionDigits: 3 }),
      shareText(ratio),
      COUNTY,
      '2025-06-30',
    ])
      expect(text).toContain(figure);
    expect(text).toMatch(/synthetic/i);
    const [picture] = await page.locator('.report img').all();
    expect(
      await picture.evaluate((image: never) => (image as { naturalWidth: number }).naturalWidth),
    ).toBeGreaterThan(300);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.length).toBeGreaterThan(30_000);
  });
});
