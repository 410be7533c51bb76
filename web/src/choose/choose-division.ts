import { request } from '../api/request.js';
import { StartDocument } from '../api/generated.js';
import type { StartQuery } from '../api/generated.js';

/** Who asks, and the division a map begins with: the smallest level that has but one, or else the first of all. */
export async function askStart(
  signal?: AbortSignal,
): Promise<{ viewer: StartQuery['viewer']; division: string | null }> {
  const { viewer, ...levels } = await request(StartDocument, {}, { signal });
  return { viewer, division: firstDivision(levels) };
}

type Levels = Omit<StartQuery, 'viewer'>;

export function firstDivision({ provinces, cities, counties, towns }: Levels): string | null {
  const byDepth = [counties, cities, provinces];
  const only = byDepth.find((level) => level?.totalCount === 1);
  const any = [...byDepth].reverse().find((level) => (level?.totalCount ?? 0) > 0) ?? towns;
  return (only ?? any)?.edges[0]?.node.code ?? null;
}
