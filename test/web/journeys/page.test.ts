import { expect } from 'vitest';
import { askApi, journey, journeys, OFFICE, PHONE, untilSettled } from '../../support/journey.js';

journeys('the page', () => {
  journey(
    'begins in Chinese with the county there is, and can be switched to English and back',
    async ({ visit }) => {
      const page = await visit();
      expect(await page.title()).toMatch(/宿城区.*养老服务圈/);
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('tab', { name: 'Coverage' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(new URL(page.url()).searchParams.get('lang')).toBe('en');
      await page.getByRole('button', { name: '中文' }).click();
      await page.getByRole('tab', { name: '覆盖' }).waitFor();
    },
  );

  journey('shows what its address asks for, and goes back and forward', async ({ visit }) => {
    const search =
      '?division=321302000000&service=MEAL&minutes=10&speed=1&date=2025-06-30&lang=en&tab=coverage';
    const page = await visit({ search });
    await expect.poll(() => page.getByLabel('Walk (minutes)').inputValue()).toBe('10');
    expect(await page.getByLabel('Service').inputValue()).toBe('MEAL');
    expect(await page.getByLabel('Date').inputValue()).toBe('2025-06-30');
    await page.getByRole('tab', { name: 'Scorecard' }).click();
    await page.getByRole('tab', { name: 'Coverage' }).click();
    await page.getByLabel('Service').selectOption('STATION');
    await page.goBack();
    await expect.poll(() => page.getByLabel('Service').inputValue()).toBe('MEAL');
    await page.goBack();
    await expect.poll(() => page.getByRole('tab', { selected: true }).textContent()).toMatch(/Scorecard/);
    await page.goForward();
    await expect.poll(() => page.getByRole('tab', { selected: true }).textContent()).toMatch(/Coverage/);
    const sent = page.url();
    const other = await visit({ search: new URL(sent).search });
    await expect.poll(() => other.getByLabel('Walk (minutes)').inputValue()).toBe('10');
    expect(other.url()).toBe(sent);
  });

  journey.for([OFFICE, PHONE])('fits a screen of $width × $height', async (screen, { visit }) => {
    const page = await visit({ screen });
    await untilSettled(page);
    const [wide, view] = (await page.evaluate(
      '[document.documentElement.scrollWidth, innerWidth]',
    )) as number[];
    expect(wide).toBeLessThanOrEqual(view);
    const map = (await page.locator('care-map').boundingBox())!;
    expect(map.width).toBeGreaterThan(300);
    expect(map.height).toBeGreaterThan(300);
  });

  journey('lets a stranger see what is public, and says what needs a key', async ({ visit }) => {
    const page = await visit({ asStranger: true, search: '?lang=en' });
    await page.getByText('Role: public').waitFor();
    await page.getByRole('tab', { name: 'Estates' }).click();
    await untilSettled(page);
    await page
      .getByRole('tabpanel')
      .getByText(/sign in/i)
      .first()
      .waitFor();
  });

  journey('lets in who has a key, with what their role may see, until they sign out', async ({ visit }) => {
    const { createApiKey } = await askApi<{ createApiKey: { key: string } }>(
      `mutation ($name: String!) { createApiKey(name: $name, role: planner) { key } }`,
      { name: `journey-${Date.now()}` },
    );
    const page = await visit({
      asStranger: true,
      search: '?lang=en',
      expectedErrors: [/Failed to load resource/],
    });
    const gaps = page.getByRole('checkbox', { name: /^Gaps/ });
    expect(await gaps.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in' });
    await dialog.getByLabel('API key').fill('cc_wrong');
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.getByText('The key is not known or was revoked.').waitFor();
    await dialog.getByLabel('API key').fill(createApiKey.key);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Role: planner').waitFor();
    await expect.poll(() => gaps.isEnabled()).toBe(true);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect.poll(() => gaps.isEnabled()).toBe(false);
  });
});
