/** What a reader asks for in the list of estates. */
export interface EstateFilter {
  readonly deficit: boolean;
  readonly breach: boolean;
  readonly ruleMissing: boolean;
  readonly keptApart: boolean;
  readonly developer: string;
  readonly phase: string;
  /** 12 digits; empty: the whole of the view's division. */
  readonly part: string;
}

export const NO_FILTER: EstateFilter = {
  deficit: false,
  breach: false,
  ruleMissing: false,
  keptApart: false,
  developer: '',
  phase: '',
  part: '',
};

/** The filter as the API takes it; null where nothing is asked for. */
export function filterVariables({ deficit, breach, ruleMissing, keptApart, developer, phase }: EstateFilter) {
  const chosen = {
    ...(deficit && { deficit }),
    ...(breach && { breach }),
    ...(ruleMissing && { ruleMissing }),
    ...(keptApart && { keptApart }),
    ...(developer.trim() && { developerContains: developer.trim() }),
    ...(phase.trim() && { phase: phase.trim() }),
  };
  return Object.keys(chosen).length === 0 ? null : chosen;
}
