import { jurisdictionsAtOrAbove } from '../divisions/index.js';
import type { Target, TargetsService } from '../indicators/index.js';

/** The country's own targets. */
const COUNTRY = '000000000000';

/** The target an indicator has in each of some divisions on a date; absent where none is on record. */
export async function landTargets(
  targets: Pick<TargetsService, 'inForce'>,
  codes: readonly string[],
  asOf: string,
): Promise<(indicatorKey: string, code: string) => Target | null> {
  const chains = new Map(codes.map((code) => [code, [...jurisdictionsAtOrAbove(code), COUNTRY]]));
  const asked = [...new Set([...chains.values()].flat())];
  const known = asked.length === 0 ? [] : await targets.inForce(asked, asOf);
  return (indicatorKey, code) => {
    for (const jurisdiction of chains.get(code) ?? []) {
      const own = known.filter(
        (one) => one.jurisdictionCode === jurisdiction && one.indicatorKey === indicatorKey,
      );
      if (own.length > 0) return standing(own, asOf);
    }
    return null;
  };
}

/** The one whose deadline comes next; where all have passed, the last of them: such rules stand on. */
function standing(targets: readonly Target[], asOf: string): Target {
  const sorted = [...targets].sort((a, b) => (a.deadline < b.deadline ? -1 : 1));
  return sorted.find(({ deadline }) => deadline >= asOf) ?? sorted[sorted.length - 1];
}
