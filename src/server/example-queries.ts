/** A query to try: shown in the terminal at the start and as a tab of GraphiQL. */
export interface ExampleQuery {
  /** What it answers, Chinese first. */
  readonly title: string;
  readonly query: string;
}

/** 宿城区, the county of the sample region. */
const COUNTY = '321302000000';

export const exampleQueries: readonly ExampleQuery[] = [
  {
    title: '宿城区各街道乡镇的十五分钟覆盖 · Fifteen-minute coverage of every street and town',
    query: `query Coverage {
  administrativeDivision(code: "${COUNTY}") {
    name
    children(first: 50) {
      edges {
        node {
          code
          name
          coverage(service: STATION, walkMinutes: 15, speedMetersPerSecond: 0.8) {
            presence { ratio numerator denominator }
            population { ratio }
            synthetic
          }
        }
      }
    }
  }
}
`,
  },
  {
    title: '助餐服务的空白区，由重到轻 · Places a meal point does not reach, heaviest first',
    query: `query Gaps {
  gaps(divisionCode: "${COUNTY}", service: MEAL, walkMinutes: 15, first: 10) {
    edges {
      node {
        division { name }
        weight
        nearestFacility { name }
        nearestWalkSeconds
      }
    }
  }
}
`,
  },
  {
    title: '新增五处日间照料的最优选址 · The best five places for a new day care',
    query: `query Sites {
  proposeSites(divisionCode: "${COUNTY}", service: DAY_CARE, count: 5, walkMinutes: 15) {
    __typename
  }
}
`,
  },
];
