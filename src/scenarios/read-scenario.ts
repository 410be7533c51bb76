import { z } from 'zod';
import { FacilityKind, ServiceCapability } from '../facilities/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { ScenarioChangeKind } from './scenario.inputs.js';
import type { UncheckedScenario } from './scenarios.service.js';

const text = z.string().nullish();
const number = z.number().nullish();

const shape = z.strictObject({
  name: z.string().default(''),
  note: text,
  changes: z.array(
    z.strictObject({
      kind: z.enum(ScenarioChangeKind),
      ...{ facilityId: text, id: text, name: text, facilityKind: z.enum(FacilityKind).nullish() },
      capabilities: z.array(z.enum(ServiceCapability)).nullish(),
      at: z.strictObject({ lon: z.number(), lat: z.number() }).nullish(),
      ...{ beds: number, nursingBeds: number, mealsPerDay: number, floorAreaSquareMeters: number },
      assignedTo: z.array(z.string()).nullish(),
      from: text,
    }),
  ),
});

/**
 * A scenario from a JSON file, with the fields and words of the API.
 * @throws PlanningError BAD_USER_INPUT that names the first field that is wrong.
 */
export function readScenario(value: unknown): UncheckedScenario {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue.path.reduce<string>(
    (where, key) => (typeof key === 'number' ? `${where}[${key}]` : `${where}${where && '.'}${String(key)}`),
    '',
  );
  const change = issue.path[0] === 'changes' && typeof issue.path[1] === 'number' ? issue.path[1] : undefined;
  throw badInput(`${field || 'The file'}: ${issue.message}.`, {
    field,
    ...(change === undefined ? {} : { change }),
  });
}
