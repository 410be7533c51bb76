import { SideFiguresDocument, type SideFiguresQuery } from '../api/generated.js';
import { request } from '../api/request.js';
import type { ViewState } from '../state/view-state.js';

export type SideDivision = NonNullable<SideFiguresQuery['administrativeDivision']>;

/** Reads one side; null where there is no such division. */
export async function readSide(
  { division, service, minutes, speed, asOf }: ViewState,
  scenarioId: string | null,
  signal: AbortSignal,
): Promise<SideDivision | null> {
  const variables = {
    ...{ divisionCode: division ?? '', service, walkMinutes: minutes, speedMetersPerSecond: speed },
    ...{ asOf, scenarioId },
  };
  return (await request(SideFiguresDocument, variables, { signal })).administrativeDivision;
}
