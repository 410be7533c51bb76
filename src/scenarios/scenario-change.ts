import type { FacilityKind, ServiceCapability } from '../facilities/index.js';

/** What places hold or hand out, as far as a change says it; null where it says nothing. */
export interface ChangedCapacities {
  readonly beds: number | null;
  readonly nursingBeds: number | null;
  readonly mealsPerDay: number | null;
  readonly floorAreaSquareMeters: number | null;
}

/** What a facility holds once a change has had its say; null where neither knows. */
export function capacitiesWith(
  known: ChangedCapacities | undefined,
  changed: ChangedCapacities,
): ChangedCapacities {
  return {
    beds: changed.beds ?? known?.beds ?? null,
    nursingBeds: changed.nursingBeds ?? known?.nursingBeds ?? null,
    mealsPerDay: changed.mealsPerDay ?? known?.mealsPerDay ?? null,
    floorAreaSquareMeters: changed.floorAreaSquareMeters ?? known?.floorAreaSquareMeters ?? null,
  };
}

/** A new facility. It lies in the division around its place. */
export interface OpenChange extends ChangedCapacities {
  readonly kind: 'OPEN';
  /** What later changes and answers call it. */
  readonly id: string;
  readonly name: string;
  readonly facilityKind: FacilityKind;
  /** In alphabetical order. */
  readonly capabilities: readonly ServiceCapability[];
  readonly at: { readonly lon: number; readonly lat: number };
  /** Codes of divisions it is assigned to beside its own. */
  readonly assignedTo: readonly string[];
  /** First day, YYYY-MM-DD; null: on every day asked for. */
  readonly from: string | null;
}

/** A facility, of the register or opened before, that operates no more. */
export interface CloseChange {
  readonly kind: 'CLOSE';
  readonly facilityId: string;
  readonly from: string | null;
}

/** A facility that holds or offers something else; what is null stays as it is. */
export interface ResizeChange extends ChangedCapacities {
  readonly kind: 'RESIZE';
  readonly facilityId: string;
  readonly capabilities: readonly ServiceCapability[] | null;
  readonly from: string | null;
}

/** One step of a scenario, checked by itself; whether it fits the register is told when it is applied. */
export type ScenarioChange = OpenChange | CloseChange | ResizeChange;
