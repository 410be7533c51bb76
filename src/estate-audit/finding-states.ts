import type { EstateAudit } from '../kernel/estates/audit-estates.js';
import type { EstateFinding } from '../kernel/estates/estate-finding.js';
import { type FindingEvent, type FindingKey, findingKeyText } from './finding-event.record.js';
import type { FindingState } from './finding-words.js';

/** A finding and what has become of it. */
export interface StatedFinding extends FindingKey {
  /** Null: the data no longer show it, only what was said of it is left. */
  readonly finding: EstateFinding | null;
  readonly state: FindingState;
  readonly lastEvent: FindingEvent | null;
}

/** What was said last of each finding, found by estate. */
export class FindingStates {
  private readonly byEstate = new Map<string, FindingEvent[]>();

  constructor(lastEvents: readonly FindingEvent[]) {
    for (const event of lastEvents) {
      const there = this.byEstate.get(event.estateId);
      if (there) there.push(event);
      else this.byEstate.set(event.estateId, [event]);
    }
  }

  /** Whether anything was said of an estate's findings; else all of them are open. */
  knows(estateId: string): boolean {
    return this.byEstate.has(estateId);
  }

  /**
   * The findings of an audit with their states, then those somebody said something of by its date that no longer occur:
   * they are settled by the data. A finding that is said to be settled and still occurs keeps that state and its facts.
   * @param asOf date of the audit: what was found only later had not occurred yet, and is not settled
   */
  of({ estateId, findings }: EstateAudit, asOf: string): StatedFinding[] {
    const said = this.byEstate.get(estateId);
    if (!said) {
      return findings.map((finding) => ({
        ...keyOf(estateId, finding),
        finding,
        state: 'OPEN',
        lastEvent: null,
      }));
    }
    const left = new Map(said.map((event) => [findingKeyText(event), event]));
    const stated = findings.map((finding): StatedFinding => {
      const key = keyOf(estateId, finding);
      const lastEvent = left.get(findingKeyText(key)) ?? null;
      return { ...key, finding, state: lastEvent?.state ?? 'OPEN', lastEvent };
    });
    for (const finding of stated) left.delete(findingKeyText(finding));
    for (const lastEvent of left.values()) {
      const { code, about } = lastEvent;
      if (lastEvent.asOf > asOf) continue;
      stated.push({ estateId, code, about, finding: null, state: 'SETTLED', lastEvent });
    }
    return stated;
  }
}

function keyOf(estateId: string, { code, about }: EstateFinding): FindingKey {
  return { estateId, code, about };
}
