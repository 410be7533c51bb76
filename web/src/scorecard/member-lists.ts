/** What an indicator is, as far as its lists depend on it. */
export interface ListedIndicator {
  readonly computation: string | null;
  readonly levels: readonly string[];
  readonly urbanRural: 'URBAN' | 'RURAL' | null;
}

/** Which list stands behind a figure, and how the API is asked for it. */
export type MemberList =
  | {
      readonly kind: 'coverage';
      readonly reading: 'PRESENCE' | 'POPULATION';
      readonly service: string;
      readonly levels: readonly string[] | null;
      readonly side: 'URBAN' | 'RURAL' | null;
    }
  /** Units that fall short are all the API lists. */
  | { readonly kind: 'short' }
  | { readonly kind: 'readings' };

/** Where the members of an indicator's figure are found. Each-unit targets list the units that fall short. */
export function memberList(indicator: ListedIndicator, countsUnits: boolean): MemberList {
  const { computation, levels, urbanRural } = indicator;
  if (computation === null) return { kind: 'readings' };
  const [how, service] = computation.split(':');
  if (!countsUnits && how === 'presence')
    return { kind: 'coverage', reading: 'PRESENCE', service, levels, side: urbanRural };
  if (!countsUnits && how === 'population-coverage')
    return { kind: 'coverage', reading: 'POPULATION', service, levels: null, side: null };
  return { kind: 'short' };
}
