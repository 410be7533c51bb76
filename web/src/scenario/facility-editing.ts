import type { Pick } from '../map/map-view.js';
import {
  closeFacility,
  findChange,
  freeId,
  type KnownFacility,
  moveFacility,
  openFacility,
  type Plan,
  placeOf,
} from '../moving/plan.js';
import { plans } from '../moving/plans.js';
import { type LonLat, roundPoint } from '../moving/step-point.js';
import type { FacilityForm } from './facility-form.js';
import type { EditedFacility } from './place-editor.js';
import { PLAN_OVERLAYS } from './scenario-map.js';

export interface EditingGround {
  readonly find: (id: string) => Promise<KnownFacility | null>;
  /** Shows what a plan would come to that nobody has decided on yet. */
  readonly preview: (plan: Plan) => void;
  /** What the form says of a facility to be added; null while it is not open. */
  readonly form: () => FacilityForm['facility'] | null;
  readonly onChange: () => void;
  readonly onProblem: (problem: unknown) => void;
}

/** Which facility of the plan is edited, or about to be added, and what becomes of it. */
export class FacilityEditing {
  isAdding = false;
  edited: KnownFacility | null = null;
  /** Whether what was picked last is no facility anybody knows. */
  isUnknown = false;
  /** Where the edited facility is while it is dragged. */
  private dragged: LonLat | null = null;

  constructor(private readonly ground: EditingGround) {}

  /** The edited facility as it stands now. */
  get described(): EditedFacility | null {
    if (!this.edited) return null;
    const { id, name, facilityKind } = this.edited;
    const change = findChange(plans.plan, id);
    const at = this.dragged ?? (change && placeOf(change)) ?? this.edited.at;
    const kind = change && change.kind !== 'KEPT' ? change.kind : null;
    return { id, name, facilityKind, at, change: kind };
  }

  edit(facility: KnownFacility | null): void {
    [this.edited, this.dragged, this.isAdding, this.isUnknown] = [facility, null, false, false];
    this.ground.onChange();
  }

  add(): void {
    this.edit(null);
    this.isAdding = true;
    this.ground.onChange();
  }

  /** Neither edits nor adds any longer. */
  leave(): void {
    this.edit(null);
  }

  /** Adds the facility of the form at a place. */
  place(at: LonLat): void {
    const form = this.ground.form();
    if (!form) return;
    const { plan } = plans;
    const facility = { ...form, id: freeId(plan), at: roundPoint(at), assignedTo: [] };
    this.isAdding = false;
    plans.change(openFacility(plan, facility));
    this.choose(facility.id);
  }

  /** Takes what was clicked on the map. @returns whether it was for the plan */
  pick({ layer, id, lonLat: [lon, lat] }: Pick): boolean {
    if (this.isAdding) this.place({ lon, lat });
    else if (layer === PLAN_OVERLAYS.places || layer === PLAN_OVERLAYS.gone) this.choose(id);
    else if (layer === 'facilities') void this.editExisting(id);
    else return false;
    return true;
  }

  /** Edits what a change of the plan is about. */
  choose(key: string): void {
    const change = findChange(plans.plan, key);
    if (!change || change.kind === 'KEPT') return;
    this.edit(change.kind === 'OPEN' ? { ...change.facility, mealMode: null } : change.facility);
  }

  readonly onMove = (at: LonLat): void => {
    if (!this.edited) return;
    this.dragged = roundPoint(at);
    this.ground.preview(moveFacility(plans.plan, this.edited, this.dragged));
  };

  readonly onDrop = (at: LonLat): void => {
    if (this.edited) plans.change(moveFacility(plans.plan, this.edited, roundPoint(at)), this.edited.id);
  };

  shut(): void {
    if (this.edited) plans.change(closeFacility(plans.plan, this.edited));
  }

  /** To be called when the plan has changed: what was opened and is undone cannot be edited any more. */
  afterPlan(): void {
    this.dragged = null;
    const { edited } = this;
    if (edited?.id.startsWith('new:') && !findChange(plans.plan, edited.id)) this.edited = null;
    this.ground.onChange();
  }

  private async editExisting(id: string): Promise<void> {
    if (findChange(plans.plan, id)) return this.choose(id);
    try {
      const known = await this.ground.find(id);
      this.isUnknown = known === null;
      if (known) this.edit(known);
      else this.ground.onChange();
    } catch (problem) {
      this.ground.onProblem(problem);
    }
  }
}
