import { type History, historyOf, next, redo, undo } from './history.js';
import { EMPTY_PLAN, type Plan } from './plan.js';

/** The saved scenario a plan was opened from or saved as. */
export interface SavedAs {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  readonly version: number;
  /** What is saved, to tell whether something changed since. */
  readonly plan: Plan;
}

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const PLACE = 'carecircle.plan';
const STEP_MILLIS = 1_000;

/** What a planner is trying out, with undo; kept while the browser tab lives. Tells every change by a `change` event. */
export class PlanStore extends EventTarget {
  private history: History<Plan>;
  private savedAs: SavedAs | null;
  private step: { readonly about: string; readonly at: number } | null = null;

  constructor(private readonly storage: Kept | null) {
    super();
    const kept = this.read();
    this.history = historyOf(kept.plan);
    this.savedAs = kept.saved;
  }

  get plan(): Plan {
    return this.history.now;
  }

  get saved(): SavedAs | null {
    return this.savedAs;
  }

  get canUndo(): boolean {
    return this.history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.history.future.length > 0;
  }

  /** Whether something would be lost if another scenario were opened now. */
  get isUnsaved(): boolean {
    return (
      this.plan !== (this.savedAs?.plan ?? EMPTY_PLAN) && (this.plan.length > 0 || this.savedAs !== null)
    );
  }

  /**
   * @param about what is changed: steps that follow at once on one about the same, as arrow keys make them, are undone
   *   with it
   */
  change(plan: Plan, about: string | null = null): void {
    const now = performance.now();
    const isSameStep = about !== null && about === this.step?.about && now - this.step.at < STEP_MILLIS;
    this.put(
      isSameStep && this.canUndo ? { ...this.history, now: plan, future: [] } : next(this.history, plan),
    );
    this.step = about === null ? null : { about, at: now };
  }

  undo(): void {
    this.step = null;
    this.put(undo(this.history));
  }

  redo(): void {
    this.put(redo(this.history));
  }

  /** Begins with a saved scenario, or with nothing. */
  open(saved: SavedAs | null): void {
    this.savedAs = saved;
    this.put(historyOf(saved?.plan ?? EMPTY_PLAN));
  }

  /** What is planned now is saved; undo still goes behind it. */
  markSaved(saved: SavedAs): void {
    this.savedAs = saved;
    this.put({ ...this.history });
  }

  private put(history: History<Plan>): void {
    if (history === this.history) return;
    this.history = history;
    this.write();
    this.dispatchEvent(new Event('change'));
  }

  private read(): { readonly plan: Plan; readonly saved: SavedAs | null } {
    const nothing = { plan: EMPTY_PLAN, saved: null };
    try {
      const text = this.storage?.getItem(PLACE);
      if (!text) return nothing;
      const { plan, saved } = JSON.parse(text) as { plan: Plan | null; saved: SavedAs | null };
      // What was saved and not changed is one and the same again.
      return { plan: plan ?? saved?.plan ?? EMPTY_PLAN, saved };
    } catch {
      return nothing;
    }
  }

  private write(): void {
    const { plan, savedAs } = this;
    try {
      if (plan.length === 0 && !savedAs) return this.storage?.removeItem(PLACE);
      this.storage?.setItem(PLACE, JSON.stringify({ plan: this.isUnsaved ? plan : null, saved: savedAs }));
    } catch {
      // A full or forbidden storage only means that a reload begins anew.
    }
  }
}
