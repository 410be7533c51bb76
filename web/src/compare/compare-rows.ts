/** People within the walk, and all people; null where nobody is counted. */
interface People {
  readonly coveredPeople: number;
  readonly totalPeople: number;
  readonly ratio: number | null;
}

/** One side of a comparison, as the API gives it. */
export interface Side {
  readonly coverage: {
    readonly population: People | null;
    readonly presence: readonly {
      readonly level: string | null;
      readonly denominator: number;
      readonly numerator: number;
    }[];
  };
  readonly children: {
    readonly edges: readonly {
      readonly node: {
        readonly code: string;
        readonly name: string;
        readonly level: string;
        readonly coverage: { readonly population: People | null };
      };
    }[];
  };
}

/** A level: units that have the service on either side, of how many. */
export interface LevelRow {
  readonly level: string;
  readonly left: number;
  readonly right: number;
  /** The units are the same on both sides: a scenario makes no divisions. */
  readonly all: number;
  readonly difference: number;
}

/** A division below: covered people on either side. */
export interface DivisionRow {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly left: number | null;
  readonly right: number | null;
  /** Covered people on the right less those on the left. */
  readonly people: number;
}

/** Units with the service, level by level; levels without units are left out. */
export function levelRows(left: Side, right: Side): LevelRow[] {
  const others = new Map(right.coverage.presence.map((each) => [each.level, each]));
  return left.coverage.presence.flatMap(({ level, denominator, numerator }) => {
    const other = others.get(level);
    if (level === null || !other || denominator === 0) return [];
    const difference = other.numerator - numerator;
    return [{ level, left: numerator, right: other.numerator, all: denominator, difference }];
  });
}

/** The divisions directly below, those that differ most first. */
export function divisionRows(left: Side, right: Side): DivisionRow[] {
  const others = new Map(right.children.edges.map(({ node }) => [node.code, node.coverage.population]));
  const rows = left.children.edges.map(({ node }): DivisionRow => {
    const [one, other] = [node.coverage.population, others.get(node.code) ?? null];
    return {
      ...{ code: node.code, name: node.name, level: node.level },
      left: one?.ratio ?? null,
      right: other?.ratio ?? null,
      people: (other?.coveredPeople ?? 0) - (one?.coveredPeople ?? 0),
    };
  });
  return rows.sort((a, b) => Math.abs(b.people) - Math.abs(a.people) || (a.code < b.code ? -1 : 1));
}
