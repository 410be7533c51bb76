import { expect } from 'vitest';
import { journey, journeys, pageAddress, untilSettled } from '../../support/journey.js';

const FAILED = [/Failed to load resource/, /net::ERR/];

journeys('when something goes wrong', () => {
  journey('an unknown division in the address is named, with a way out', async ({ visit }) => {
    const page = await visit({ search: '?division=999999000000&lang=zh', until: 'none' });
    await page.getByText('没有代码为 999999000000 的区划').waitFor();
    await page.getByRole('button', { name: '回到默认区域' }).click();
    await page.getByRole('heading', { name: /^宿城区：/ }).waitFor();
  });

  journey('nonsense in the address is taken as the default', async ({ visit }) => {
    const page = await visit({
      search: '?minutes=-7&speed=fast&date=2025-02-31&tab=<b>&lang=xx&map=a,b&layers=',
    });
    expect(await page.getByLabel('步行（分钟）').inputValue()).toBe('15');
    expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('覆盖');
  });

  journey('a lost connection is told, and what was asked comes once it is back', async ({ visit }) => {
    const page = await visit({ search: '?lang=en&date=2025-06-30', expectedErrors: FAILED });
    await untilSettled(page);
    await page.context().setOffline(true);
    await page.getByLabel('Service').selectOption('MEAL');
    const alert = page.getByRole('tabpanel').getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('cannot be reached');
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: /Meals/ }).waitFor();
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  });

  journey('what one lost connection broke comes back with one "try again"', async ({ visit }) => {
    const page = await visit({ search: '?lang=en&date=2025-06-30', expectedErrors: FAILED });
    await untilSettled(page);
    for (const address of ['**/graphql', '**/tiles/**']) await page.route(address, (route) => route.abort());
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.locator('care-map').getByRole('alert').waitFor();
    await page.getByLabel('Service').selectOption('MEAL');
    const panel = page.getByRole('tabpanel');
    await panel.getByRole('alert').first().waitFor();
    await page.unroute('**/graphql');
    await page.unroute('**/tiles/**');
    await panel.getByRole('button', { name: 'Try again' }).first().click();
    await page.getByRole('heading', { name: /Meals/ }).waitFor();
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  });

  journey('an error of the server is told in plain words, and can be tried again', async ({ visit }) => {
    const page = await visit({ search: '?lang=zh&date=2025-06-30', expectedErrors: FAILED });
    await untilSettled(page);
    await page.route('**/graphql', (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/json',
        body: '{"errors":[{"message":"boom"}]}',
      }),
    );
    await page.getByLabel('服务类别').selectOption('MEAL');
    const alert = page.getByRole('tabpanel').getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).not.toMatch(/undefined|\[object/);
    await page.unroute('**/graphql');
    await page
      .getByRole('tabpanel')
      .getByRole('button', { name: /重试|再试/ })
      .click();
    await page.getByRole('heading', { name: /助餐/ }).waitFor();
  });

  journey('tiles that fail are told, and come when tried again', async ({ visit }) => {
    const page = await visit({
      search: '?lang=en&date=2025-06-30&map=118.275,33.96,12',
      expectedErrors: FAILED,
    });
    await untilSettled(page);
    await page.route('**/tiles/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    const notice = page.locator('care-map').getByRole('alert');
    await notice.waitFor();
    await page.unroute('**/tiles/**');
    await page.locator('care-map').getByRole('button', { name: /again/i }).click();
    await expect.poll(() => notice.count()).toBe(0);
  });

  journey('a broken address of a tile or a page says what is wrong, as JSON', async ({ visit }) => {
    const page = await visit({ until: 'none', expectedErrors: FAILED });
    const broken = await page.request.get(pageAddress().replace(/\/$/, '/tiles/divisions/11/x/1.mvt'));
    expect(broken.status()).toBe(400);
    expect((await broken.json()).errors[0].message).toContain('must be a whole number');
    const nowhere = await page.request.get(pageAddress().replace(/\/$/, '/nowhere'));
    expect(nowhere.status()).toBe(404);
  });
});
