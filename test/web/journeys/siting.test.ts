import { expect } from 'vitest';
import { askApi, journey, journeys, shownText, tableRows, untilSettled } from '../../support/journey.js';

const COUNTY = '321302000000';
const SEARCH = `?division=${COUNTY}&service=MEAL&minutes=15&speed=0.8&date=2025-06-30&tab=siting`;

interface Plan {
  readonly status: string;
  readonly objectivePeople: number;
  readonly sites: readonly { readonly candidateId: string; readonly name: string }[];
}

journeys('asking for sites', () => {
  journey(
    'three meal points with their proof, the same as the API’s; why one is in and another is not',
    async ({ visit }) => {
      const page = await visit({ search: `${SEARCH}&lang=en` });
      await page.getByLabel('New places').fill('3');
      await page.getByRole('button', { name: 'Propose places' }).click();
      const sites = page.getByRole('table', { name: /Places proposed/ });
      await sites.waitFor({ timeout: 60_000 });
      const { proposeSites: plan } = await askApi<{ proposeSites: Plan }>(
        `{ proposeSites(divisionCode: "${COUNTY}", service: MEAL, count: 3, walkMinutes: 15, speedMetersPerSecond: 0.8,
        asOf: "2025-06-30") { ... on SitingPlan { status objectivePeople sites { candidateId name } } } }`,
      );
      const rows = await tableRows(sites);
      expect(rows.map(([name]) => name)).toEqual(plan.sites.map(({ name }, at) => `${at + 1}. ${name}`));
      expect(rows).toHaveLength(3);
      const panel = page.getByRole('tabpanel');
      expect(plan.status).toBe('OPTIMAL');
      await panel.getByText(/Proven optimal/).waitFor();
      await page.getByRole('table', { name: 'Before and after' }).waitFor();
      // The address names the job, so a colleague sees the same plan.
      const other = await visit({ search: new URL(page.url()).search });
      await other.getByRole('table', { name: /Places proposed/ }).waitFor();
      const { candidateSites } = await askApi<{ candidateSites: { edges: { node: { id: string } }[] } }>(
        `{ candidateSites(first: 200) { edges { node { id } } } }`,
      );
      const chosen = new Set(plan.sites.map(({ candidateId }) => candidateId));
      const left = candidateSites.edges.map(({ node }) => node.id).find((id) => !chosen.has(id))!;
      await panel.getByLabel(/Candidate/).fill(left);
      await panel.getByLabel(/Candidate/).press('Enter');
      await panel.locator('candidate-answer').waitFor({ timeout: 60_000 });
      await expect.poll(() => shownText(panel.locator('candidate-answer'))).toMatch(/not chosen|alone/i);
    },
  );

  journey('can be cancelled', async ({ visit }) => {
    const page = await visit({ search: `${SEARCH}&lang=zh` });
    await page.getByLabel('新增数量（处）').fill('60');
    for (const source of ['各社区（村）代表点', '小区出入口', '路网交叉点'])
      await page.getByLabel(source).check();
    await page.getByRole('button', { name: '开始选址' }).click();
    await page.getByRole('button', { name: '取消', exact: true }).click();
    await page.getByText('已取消。').waitFor({ timeout: 60_000 });
    await untilSettled(page);
    await page.getByRole('button', { name: /选址$/ }).waitFor();
  });

  journey('says what is missing before anything is asked', async ({ visit }) => {
    const page = await visit({ search: `${SEARCH}&lang=en` });
    await page.getByLabel('New places').fill('0');
    await page.getByRole('button', { name: 'Propose places' }).click();
    await page.getByText('The number of places is a whole number from 1 to 500.').waitFor();
  });
});
