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
const INITIALS = SYNC_STEPS.map((step) => step[0]).join('');

/** Numbers by step, read from one text when somebody asks: there are many, and few are asked for. */
class EvidenceIds implements StepEvidence {
  /** @param text numbers in the order of the steps, nothing where there is none, a blank between them */
  constructor(private readonly text: string) {}

  get PLANNED(): string | null {
    return this.at(0);
  }

  get BUILT(): string | null {
    return this.at(1);
  }

  get ACCEPTED(): string | null {
    return this.at(2);
  }

  get DELIVERED(): string | null {
    return this.at(3);
  }

  private at(step: number): string | null {
    return this.text.split(' ')[step] || null;
  }
}

/** Reads the evidence in force of many subjects. Days repeat and are kept once. */
export class EvidenceReader {
  private readonly days = new Map<string, string>();

  /** The last evidence of each step, which is the one with the highest number. @param text `P12 2024-03-01,B15 …` */
  read(text: string | null): HeldEvidence {
    if (text === null) return NOTHING_HELD;
    const numbers = [0, 0, 0, 0];
    const days: (string | null)[] = [null, null, null, null];
    for (const entry of text.split(',')) {
      const step = INITIALS.indexOf(entry[0]);
      const blank = entry.indexOf(' ');
      const number = Number(entry.slice(1, blank));
      if (number < numbers[step]) continue;
      numbers[step] = number;
      days[step] = entry.slice(blank + 1);
    }
    const [PLANNED, BUILT, ACCEPTED, DELIVERED] = days.map((day) => day && this.once(day));
    const ids = new EvidenceIds(numbers.map((number) => number || '').join(' '));
    return { dates: { PLANNED, BUILT, ACCEPTED, DELIVERED }, ids };
  }

  private once(day: string): string {
    const known = this.days.get(day);
    if (known !== undefined) return known;
    this.days.set(day, day);
    return day;
  }
}
