import { expect } from 'vitest';
import { journey, journeys, OFFICE, PHONE, seriousFindings, untilSettled } from '../../support/journey.js';

const TABS = ['coverage', 'siting', 'scenario', 'scorecard', 'dispatch', 'estates', 'report'];

journeys('accessibility', () => {
  journey.for([
    { screen: OFFICE, language: 'zh' },
    { screen: PHONE, language: 'en' },
  ])(
    'axe finds nothing serious in any section at $screen.width, $language',
    async ({ screen, language }, { visit }) => {
      const page = await visit({ screen, search: `?lang=${language}&date=2025-06-30` });
      const findings: Record<string, string[]> = {};
      for (const tab of TABS) {
        await page.locator(`#tab-${tab}`).click();
        await untilSettled(page);
        findings[tab] = await seriousFindings(page);
      }
      expect(findings).toEqual(Object.fromEntries(TABS.map((tab) => [tab, []])));
    },
  );

  journey(
    'axe finds nothing serious in what is opened: a list, a dialog, details, a plan, documents',
    async ({ visit }) => {
      const question = '?division=321302000000&service=MEAL&date=2025-06-30&lang=en';
      const findings: Record<string, string[]> = {};
      const page = await visit({ search: question });
      const look = async (name: string) => {
        await untilSettled(page);
        findings[name] = await seriousFindings(page);
      };
      await page.getByRole('combobox', { name: 'Find a division' }).fill('3213');
      await page.getByRole('option').first().waitFor();
      await look('search');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await look('dialog');
      await page.keyboard.press('Escape');
      await page
        .getByRole('table', { name: /Divisions of/ })
        .getByRole('button')
        .nth(6)
        .click();
      await page.getByRole('button', { name: 'Back to the list' }).waitFor();
      await look('division');
      await page.locator('#tab-siting').click();
      await page.getByLabel('New places').fill('2');
      await page.getByRole('button', { name: 'Propose places' }).click();
      await page.getByRole('table', { name: /Places proposed/ }).waitFor({ timeout: 60_000 });
      await look('plan');
      await page.locator('#tab-scenario').click();
      await page.getByRole('button', { name: 'Add a facility' }).click();
      await look('new facility');
      await page.locator('#tab-report').click();
      await page.getByRole('button', { name: 'Make the report' }).click();
      await page.locator('.report h1').waitFor({ timeout: 90_000 });
      await look('report');
      expect(findings).toEqual(Object.fromEntries(Object.keys(findings).map((name) => [name, []])));
      expect(Object.keys(findings)).toHaveLength(6);
    },
  );
});
