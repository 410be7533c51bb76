import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EvidenceReader } from '../../src/estates/ledger/step-evidence.js';
import { SYNC_STEPS } from '../../src/kernel/estates/estate-ledger.js';

const entries = fc.uniqueArray(
  fc.record({
    step: fc.constantFrom(...SYNC_STEPS),
    number: fc.integer({ min: 1, max: 1e12 }),
    day: fc.constantFrom('2023-01-01', '2024-12-31', '10000-01-01', '0044-03-15 BC'),
  }),
  { selector: ({ number }) => number, maxLength: 12 },
);

describe('evidence in force', () => {
  it('is the one with the highest number of each step, in whatever order it comes', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const text = list.map(({ step, number, day }) => `${step[0]}${number} ${day}`).join(',');
        const { dates, ids } = new EvidenceReader().read(text || null);
        for (const step of SYNC_STEPS) {
          const last = list
            .filter((each) => each.step === step)
            .sort((a, b) => a.number - b.number)
            .at(-1);
          expect([dates[step], ids[step]]).toEqual([last?.day ?? null, last ? String(last.number) : null]);
        }
      }),
    );
  });
});
