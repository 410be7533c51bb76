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
            presence { level numerator denominator ratio }
            population { coveredPeople totalPeople ratio }
            rule { synthetic }
          }
        }
      }
    }
  }
}
`,
  },
  {
    title: '助餐服务够不到的地方，人多者在前 · Places no meal point reaches, most people first',
    query: `query Gaps {
  gaps(divisionCode: "${COUNTY}", service: MEAL, walkMinutes: 15, first: 10) {
    edges {
      node {
        rank
        people
        division { name }
        nearestFacility { name }
        nearestWalkSeconds
      }
    }
  }
}
`,
  },
  {
    title: '新建五处日间照料设施的最优位置 · The best five places for new day care',
    query: `query Sites {
  proposeSites(divisionCode: "${COUNTY}", service: DAY_CARE, count: 5, walkMinutes: 15) {
    ... on SitingPlan {
      status
      objectivePeople
      upperBoundPeople
      sites { order name peopleNewlyCovered location }
      coverageBefore { ratio }
      coverageAfter { ratio }
    }
    ... on SitingInfeasible { message }
    ... on SitingTimedOut { message }
  }
}
`,
  },
];
