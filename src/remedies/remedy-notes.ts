import type { PosedRemedies } from './pose-remedies.js';
import type { RemedyAsk } from './remedy-ask.js';
import type { PlannedRemedies } from './remedy-tasks.js';

/** What readers of a plan should bear in mind, Chinese first. */
export function remedyNotes(
  { limit }: RemedyAsk,
  { estates, walks, question }: PosedRemedies,
  { plan }: PlannedRemedies,
): string[] {
  const meters = limit.limitCentimeters / 100;
  const notes: string[] = [];
  const without = estates.filter(({ audit }) => (audit.rule!.pooling?.walkMeters ?? null) === null).length;
  if (without > 0)
    notes.push(
      `${without} 个小区的规则未规定步行距离，按 ${meters} 米计算。The rules of ${without} estates do not say how far one may walk; they were given ${meters} m.`,
    );
  const sharedSites = plan.settled.filter((need) => {
    const { lackSquareMeters: lack, partSquareMeters: part } = question.needs[need];
    return lack.numerator * part.denominator !== part.numerator * lack.denominator;
  }).length;
  if (sharedSites > 0)
    notes.push(
      `${sharedSites} 个小区的应配面积小于单处最小面积，按其户数应配部分分配，场所本身达到最小面积。${sharedSites} estates owe less than one smallest site: each gets its own part at a site that is large enough.`,
    );
  const unknown = plan.shares.filter(
    ({ need, offer }) => walks.get(`${need} ${offer}`)!.formUnknown.length > 0,
  ).length;
  if (unknown > 0)
    notes.push(
      `${unknown} 处分配的房源设置条件（出入口、楼层、电梯或坡道）资料不全，须现场核实。For ${unknown} shares nobody has recorded whether the premises keep the rule's conditions of form: have them looked at.`,
    );
  if (plan.status === 'FEASIBLE')
    notes.push(
      '时限内未能证明最优；可延长求解时限后重算。Not proven optimal in time; ask again with a longer timeLimitSeconds.',
    );
  return notes;
}
