import { request } from '../api/request.js';
import { type DivisionPlaceFragment, StartDocument, type StartQuery } from '../api/generated.js';

interface Start {
  readonly viewer: StartQuery['viewer'];
  /** Null where there are no divisions, or one is chosen already. */
  readonly division: DivisionPlaceFragment | null;
}

/**
 * Who asks, and the division a map begins with: the smallest level that has but one, or else the first of all.
 * @param isChosen the address names a division
 */
export async function askStart(isChosen: boolean): Promise<Start> {
  const { viewer, ...levels } = await request(StartDocument, { isChosen });
  return { viewer, division: firstDivision(levels) };
}

interface Level<Node> {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: Node }[];
}

type Levels<Node> = Readonly<
  Partial<Record<'provinces' | 'cities' | 'counties' | 'towns', Level<Node> | null>>
>;

export function firstDivision<Node>({ provinces, cities, counties, towns }: Levels<Node>): Node | null {
  const byDepth = [counties, cities, provinces];
  const only = byDepth.find((level) => level?.totalCount === 1);
  const any = [...byDepth].reverse().find((level) => (level?.totalCount ?? 0) > 0) ?? towns;
  return (only ?? any)?.edges[0]?.node ?? null;
}
