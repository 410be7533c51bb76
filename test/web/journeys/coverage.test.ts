import { expect } from 'vitest';
import {
  askApi,
  journey,
  journeys,
  onScreen,
  shareText,
  tableRows,
  untilDrawn,
  untilSettled,
} from '../../support/journey.js';

const COUNTY = '321302000000';
const QUESTION = 'service: STATION, walkMinutes: 15, speedMetersPerSecond: 0.8, asOf: "2025-06-30"';
const SEARCH = `?division=${COUNTY}&service=STATION&minutes=15&speed=0.8&date=2025-06-30&tab=coverage`;

interface Part {
  readonly code: string;
  readonly name: string;
  readonly representativePoint: { readonly coordinates: [number, number] };
  readonly coverage: {
    readonly population: {
      readonly ratio: number | null;
      readonly coveredPeople: number;
      readonly totalPeople: number;
    };
  };
}

async function partsByApi(): Promise<Part[]> {
  const answer = await askApi<{ administrativeDivision: { children: { edges: { node: Part }[] } } }>(
    `{ administrativeDivision(code: "${COUNTY}") { children(first: 400) { edges { node { code name representativePoint
      coverage(${QUESTION}) { population { ratio coveredPeople totalPeople } } } } } } }`,
  );
  return answer.administrativeDivision.children.edges.map(({ node }) => node);
}

const count = (people: number) => Math.round(people).toLocaleString('en-GB');

journeys('coverage', () => {
  journey('has the API’s figures in its table, a legend, and the same on the map', async ({ visit }) => {
    const page = await visit({ search: `${SEARCH}&layers=&lang=en` });
    const parts = await partsByApi();
    expect(parts.length).toBeGreaterThan(15);
    const rows = await tableRows(page.getByRole('table', { name: /Divisions of/ }));
    const byName = new Map(rows.map((cells) => [cells[0], cells]));
    expect(byName.size).toBe(parts.length);
    for (const { name, coverage } of parts) {
      const { ratio, coveredPeople, totalPeople } = coverage.population;
      const [, , share, covered, total] = byName.get(name)!;
      expect([name, share, covered, total]).toEqual([
        name,
        shareText(ratio),
        count(coveredPeople),
        count(totalPeople),
      ]);
    }
    const legend = await page.locator('care-map details').first().innerText();
    for (const label of ['Population covered', '80–100%', '0–20%']) expect(legend).toContain(label);
    // Pointed at, a division tells the same.
    const { name, representativePoint, coverage } = parts[3];
    await untilDrawn(page);
    const { x, y } = await onScreen(page, representativePoint.coordinates);
    await page.mouse.move(x + 3, y + 3);
    await page.mouse.move(x, y, { steps: 3 });
    const hint = page.locator('care-map .hint');
    await expect.poll(() => hint.innerText()).toContain(shareText(coverage.population.ratio));
    expect(await hint.innerText()).toContain(name);
  });

  journey('opens what is clicked, with the lists that make its ratio and why not', async ({ visit }) => {
    const page = await visit({ search: `${SEARCH}&reading=presence&layers=&lang=zh` });
    const [town] = await partsByApi();
    await untilDrawn(page);
    const { x, y } = await onScreen(page, town.representativePoint.coordinates);
    await page.mouse.click(x, y);
    await page.getByRole('heading', { name: town.name }).waitFor();
    expect(new URL(page.url()).searchParams.get('open')).toBe(`divisions:${town.code}`);
    await untilSettled(page);
    interface Explained {
      explainCoverage: {
        totalCount: number;
        edges: { node: { name: string; words: string; counts: boolean } }[];
      };
    }
    const members = async (part: string) => {
      const { explainCoverage } = await askApi<Explained>(
        `{ explainCoverage(divisionCode: "${town.code}", reading: PRESENCE, part: ${part}, ${QUESTION},
          levels: [COMMUNITY, VILLAGE], first: 50) { totalCount edges { node { name words counts } } } }`,
      );
      return explainCoverage.edges.map(({ node }) => node);
    };
    const counted = await members('NUMERATOR');
    const table = page.getByRole('tabpanel').getByRole('table').last();
    await expect
      .poll(async () => (await tableRows(table)).map(([name]) => name))
      .toEqual(counted.map(({ name }) => name));
    await page.getByRole('button', { name: '未计入' }).click();
    const uncounted = (await members('DENOMINATOR')).filter(({ counts }) => !counts);
    expect(uncounted.length).toBeGreaterThan(0);
    await expect
      .poll(async () => (await tableRows(table)).map(([name, why]) => [name, why]))
      .toEqual(uncounted.map(({ name, words }) => [name, words.split(' · ')[0]]));
    await page.getByRole('button', { name: '返回列表' }).click();
    await page.getByRole('table', { name: /下辖/ }).waitFor();
  });

  journey(
    'shows every layer at once and still answers a click among thousands of features',
    async ({ visit }) => {
      const layers = 'facilities,circles,gaps,estates,walkways,demand';
      const page = await visit({ search: `${SEARCH}&layers=${layers}&map=118.275,33.96,13.2&lang=zh` });
      await untilSettled(page);
      await untilDrawn(page);
      const drawn = (await page.evaluate(`(() => {
      const { map } = document.querySelector('care-circle-app').shadowRoot.querySelector('care-map').drawn;
      return map.queryRenderedFeatures().length;
    })()`)) as number;
      expect(drawn).toBeGreaterThan(3000);
      const box = (await page.locator('care-map').boundingBox())!;
      const began = Date.now();
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await expect.poll(() => new URL(page.url()).searchParams.get('open')).not.toBeNull();
      expect(Date.now() - began).toBeLessThan(10_000);
      await untilSettled(page);
      expect(await page.getByRole('alert').count()).toBe(0);
    },
  );

  journey('answers a click on 20,000 features in one place', async ({ visit }) => {
    const page = await visit({ search: `${SEARCH}&layers=&map=118.275,33.96,13&lang=en` });
    await page.evaluate(CROWD);
    await untilDrawn(page);
    const { x, y } = await onScreen(page, [118.275, 33.96]);
    const began = Date.now();
    await page.mouse.click(x, y);
    await expect.poll(() => new URL(page.url()).searchParams.get('open')).toMatch(/^crowd:\d+$/);
    expect(Date.now() - began).toBeLessThan(10_000);
    await page.getByRole('tabpanel').getByText('Not found').waitFor();
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await page.getByRole('table', { name: /Divisions of/ }).waitFor();
  });
});

/** Runs in the page: puts a crowd of things that can be picked at the centre of the map. */
const CROWD = `(() => {
  const care = document.querySelector('care-circle-app').shadowRoot.querySelector('care-map');
  const features = Array.from({ length: 20000 }, (_, id) => ({
    type: 'Feature',
    properties: { id: String(id) },
    geometry: { type: 'Point', coordinates: [118.275 + (id % 100) * 1e-6, 33.96 + Math.floor(id / 100) * 1e-6] },
  }));
  care.setOverlay('crowd', { type: 'FeatureCollection', features }, { circle: { colour: '#c00', radius: 6 }, pickable: true });
})()`;
