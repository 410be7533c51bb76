import { expect } from 'vitest';
import { journey, journeys, untilSettled } from '../../support/journey.js';

journeys('choosing a jurisdiction', () => {
  journey('by name and by code, and up again by its breadcrumbs', async ({ visit }) => {
    const page = await visit({ search: '?lang=zh&date=2025-06-30' });
    const search = page.getByRole('combobox', { name: '查找区划' });
    await search.fill('埠子');
    await page
      .getByRole('option', { name: /埠子镇/ })
      .first()
      .click();
    await page.getByRole('heading', { name: /埠子镇/ }).waitFor();
    const crumbs = page.getByRole('navigation', { name: '所在区划' });
    await expect.poll(() => crumbs.innerText()).toMatch(/宿城区[\s\S]*埠子镇/);
    const chosen = new URL(page.url()).searchParams.get('division')!;
    await crumbs.getByRole('button', { name: '宿城区' }).click();
    await page.getByRole('heading', { name: /^宿城区：/ }).waitFor();
    await search.fill(chosen.slice(0, 9));
    await page.getByRole('option').first().waitFor();
    await search.press('Enter');
    await page.getByRole('heading', { name: /埠子镇/ }).waitFor();
    await search.fill('没有这个地方');
    await page.getByText('没有找到').first().waitFor();
  });

  journey('by keyboard alone: skip links, search, sections, map', async ({ visit }) => {
    const page = await visit({ search: '?lang=en&date=2025-06-30' });
    await page.keyboard.press('Tab');
    await page.getByRole('link', { name: 'Skip to content' }).press('Enter');
    const focused = () =>
      page.evaluate(`(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at?.getAttribute('role') + ' ' + (at?.getAttribute('aria-label') ?? at?.textContent ?? '').trim();
      })()`) as Promise<string>;
    expect(await focused()).toMatch(/^tabpanel/);
    const search = page.getByRole('combobox', { name: 'Find a division' });
    for (let k = 0; k < 40 && !(await focused()).startsWith('combobox'); k++)
      await page.keyboard.press('Shift+Tab');
    expect(await focused()).toMatch(/^combobox/);
    await page.keyboard.type('埠子镇');
    await page.getByRole('option').first().waitFor();
    expect(await search.getAttribute('aria-activedescendant')).toBe('found-0');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /埠子镇/ }).waitFor();
    for (let k = 0; k < 40 && !(await focused()).startsWith('tab '); k++) await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.getByRole('tab', { selected: true }).innerText()).toBe('Siting');
    await page.keyboard.press('ArrowLeft');
    await untilSettled(page);
    const map = page.locator('care-map canvas');
    await map.focus();
    const before = new URL(page.url()).searchParams.get('map');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => new URL(page.url()).searchParams.get('map')).not.toBe(before);
  });
});
