import { type Milestones, SYNC_STEPS, type SyncStep } from '../../kernel/estates/estate-ledger.js';

/** The evidence each step rests on; null where a step rests on none, or on the register alone. */
export type StepEvidence = Readonly<Record<SyncStep, string | null>>;

/** What holds of one subject: the date of a step, and the evidence that says so. */
export interface HeldEvidence {
  readonly dates: Milestones;
  readonly ids: StepEvidence;
}

const NO_STEPS: Milestones = { PLANNED: null, BUILT: null, ACCEPTED: null, DELIVERED: null };
const NOTHING_HELD: HeldEvidence = { dates: NO_STEPS, ids: NO_STEPS };

/** Numbers by step, looked up when somebody asks: there are many, and few are asked for. */
class EvidenceIds implements StepEvidence {
  constructor(private readonly text: string) {}

  get PLANNED(): string | null {
    return this.of('PLANNED');
  }

  get BUILT(): string | null {
    return this.of('BUILT');
  }

  get ACCEPTED(): string | null {
    return this.of('ACCEPTED');
  }

  get DELIVERED(): string | null {
    return this.of('DELIVERED');
  }

  private of(step: SyncStep): string | null {
    const number = lastOfEach(this.text).numbers[SYNC_STEPS.indexOf(step)];
    return number === 0 ? null : String(number);
  }
}

/** Reads the evidence in force of many subjects. Days repeat and are kept once. */
export class EvidenceReader {
  private readonly days = new Map<string, string>();

  /** @param text see `lastOfEach`; null for none */
  read(text: string | null): HeldEvidence {
    if (text === null) return NOTHING_HELD;
    const { days } = lastOfEach(text);
    const dates = {
      PLANNED: this.once(days[0]),
      BUILT: this.once(days[1]),
      ACCEPTED: this.once(days[2]),
      DELIVERED: this.once(days[3]),
    };
    return { dates, ids: new EvidenceIds(text) };
  }

  private once(day: string | null): string | null {
    if (day === null) return null;
    const known = this.days.get(day);
    if (known !== undefined) return known;
    this.days.set(day, day);
    return day;
  }
}

const INITIALS = SYNC_STEPS.map((step) => step[0]).join('');

/**
 * The last evidence of each step, which is the one with the highest number, in the order of the steps; 0 and null for none.
 * @param text initial of the step, number, blank, day; a comma between two: `P12 2024-03-01,B15 2024-07-01`
 */
function lastOfEach(text: string): {
  readonly numbers: readonly number[];
  readonly days: readonly (string | null)[];
} {
  const numbers = [0, 0, 0, 0];
  const days: (string | null)[] = [null, null, null, null];
  for (let from = 0; from < text.length;) {
    const blank = text.indexOf(' ', from);
    const comma = text.indexOf(',', blank);
    const end = comma < 0 ? text.length : comma;
    const step = INITIALS.indexOf(text[from]);
    const number = Number(text.slice(from + 1, blank));
    if (number > numbers[step]) {
      numbers[step] = number;
      days[step] = text.slice(blank + 1, end);
    }
    from = end + 1;
  }
  return { numbers, days };
}
