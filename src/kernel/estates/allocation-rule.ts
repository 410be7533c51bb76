import type { Rational } from '../rational.js';

/** NEW: its land was granted under a rule for new estates; EXISTING: it was granted before. */
export type EstateClass = 'NEW' | 'EXISTING';

/** What a care room must be like; absent = the rule does not say. */
export interface FormConditions {
  readonly ownEntrance?: true;
  /** Needs a lift or a ramp from this floor up (1 = ground floor). */
  readonly liftOrRampFromFloor?: number;
  /** Lowest floor allowed: 1 rules out basements. */
  readonly lowestFloor?: number;
  readonly highestFloor?: number;
}

/** Several estates may share rooms when everyone's walk to the nearest of them is within the limit; null = any walk. */
export interface PoolingRule {
  readonly walkMeters: number | null;
}

/** How much room for care estates owe, in one jurisdiction and span of dates (POLICY 2.2 and 3.1). */
export interface AllocationRule {
  readonly id: string;
  /** Division in which it holds, with everything under it. */
  readonly jurisdictionCode: string;
  readonly estateClass: EstateClass;
  /** First and last day, YYYY-MM-DD. A land grant (NEW) or the day of the audit (EXISTING) falls between them. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly squareMetersPerHundredHouseholds: Rational;
  /** A site below this does not count, and nobody owes less. */
  readonly minimumSiteSquareMeters: Rational | null;
  /** Null: every estate has its own. */
  readonly pooling: PoolingRule | null;
  readonly form: FormConditions;
}

/** The rule of a date, or why there is none. */
export type RuleAnswer =
  | { readonly status: 'FOUND'; readonly rule: AllocationRule }
  | { readonly status: 'MISSING' }
  /** Two or more rules of one jurisdiction hold at once. */
  | { readonly status: 'OVERLAP'; readonly rules: readonly AllocationRule[] };

/** Since when a rule for new estates holds; null where it does not say. */
interface RuleStart {
  readonly ruleId: string;
  readonly from: string | null;
}

/** What a chain of divisions has: for either class the rules of each division that has any, deepest first. */
interface RulesOfChain extends Readonly<Record<EstateClass, readonly (readonly AllocationRule[])[]>> {
  readonly starts: readonly (readonly RuleStart[])[];
}

/** Rules by jurisdiction. */
export class AllocationRules {
  private readonly byJurisdiction = new Map<string, AllocationRule[]>();
  /** Estates of one division share their chain. */
  private readonly byChain = new WeakMap<readonly string[], RulesOfChain>();

  constructor(rules: readonly AllocationRule[]) {
    for (const rule of [...rules].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const there = this.byJurisdiction.get(rule.jurisdictionCode);
      if (there) there.push(rule);
      else this.byJurisdiction.set(rule.jurisdictionCode, [rule]);
    }
  }

  /**
   * The rule of a class on a date: of the deepest division that has one in force.
   * @param chain divisions an estate lies in, deepest first
   */
  ruleOn(chain: readonly string[], estateClass: EstateClass, date: string): RuleAnswer {
    for (const all of this.rulesOf(chain)[estateClass]) {
      const rules = all.filter((rule) => isInForce(rule, date));
      if (rules.length === 1) return { status: 'FOUND', rule: rules[0] };
      if (rules.length > 1) return { status: 'OVERLAP', rules };
    }
    return { status: 'MISSING' };
  }

  /** Since when rules for new estates hold, by division along the chain; null where one does not say. */
  startsForNew(chain: readonly string[]): readonly (readonly RuleStart[])[] {
    return this.rulesOf(chain).starts;
  }

  private rulesOf(chain: readonly string[]): RulesOfChain {
    const known = this.byChain.get(chain);
    if (known) return known;
    const found = chain.flatMap((code) => {
      const rules = this.byJurisdiction.get(code);
      return rules ? [rules] : [];
    });
    const ofClass = (wanted: EstateClass) =>
      found
        .map((rules) => rules.filter(({ estateClass }) => estateClass === wanted))
        .filter(({ length }) => length > 0);
    const NEW = ofClass('NEW');
    const starts = NEW.map((rules) => rules.map(({ id, validFrom }) => ({ ruleId: id, from: validFrom })));
    const rules = { NEW, EXISTING: ofClass('EXISTING'), starts };
    this.byChain.set(chain, rules);
    return rules;
  }
}

function isInForce({ validFrom, validTo }: AllocationRule, date: string): boolean {
  return (validFrom === null || validFrom <= date) && (validTo === null || date <= validTo);
}
