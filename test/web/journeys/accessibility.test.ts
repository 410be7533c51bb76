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
});
