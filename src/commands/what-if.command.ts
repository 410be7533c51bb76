import type { Command } from 'commander';
import type { WhatIfReport } from '../coverage/index.js';
import { addChangeOptions } from './change-options.js';
import type { CommandGround } from './command-ground.js';
import { type QuestionOptions, questionOfOptions } from './question-options.js';
import { ruleLine } from './rule-line.js';
import { people, percent, textTable } from './text-table.js';

/** `carecircle coverage what-if`: coverage if facilities opened, closed or moved. Takes the options of `coverage`. */
export function addWhatIfCommand(coverage: Command, ground: CommandGround): void {
  const whatIf = coverage
    .command('what-if')
    .description(
      '假如设施新开、关闭、迁址，不保存 · coverage if facilities opened, closed or moved; nothing is saved',
    );
  const changes = addChangeOptions(whatIf);
  whatIf.action(async (_own: unknown, command: Command) => {
    const options: QuestionOptions = command.optsWithGlobals();
    const { coverage: room } = await ground.rooms();
    const report = await room.whatIfReports.reportWhatIf(
      { ...(await questionOfOptions(options, ground)), changes },
      ground.viewer,
    );
    if (options.json) ground.printJson(report);
    else ground.print(whatIfText(report));
  });
}

function whatIfText(report: WhatIfReport): string {
  const { changes, coverageBefore: before, coverageAfter: after, presence, divisions } = report;
  return [
    ruleLine(report.rule),
    '',
    textTable([
      ['#', '变动 change', '设施 facility', '接入 m to walkway'],
      ...changes.map(({ index, kind, facilityId, name, snapDistanceMeters, offNetworkReason }) => [
        index,
        kind,
        [facilityId, name].filter(Boolean).join(' ') || '–',
        snapDistanceMeters?.toFixed(0) ?? offNetworkReason ?? '–',
      ]),
    ]),
    '',
    `人口覆盖 · people within the walk (${report.cohort}): ${percent(before.ratio)} → ${percent(after.ratio)}；` +
      `新增 newly covered ${people(report.peopleNewlyCovered)}，失去 no longer ${people(report.peopleNoLongerCovered)}，` +
      `改换设施的需求点 points that walk elsewhere ${report.pointsRerouted}`,
    '',
    textTable([
      ['层级 level', '达标 with', '→', '总数 of'],
      ...presence.map(({ level, numeratorBefore, numeratorAfter, denominator }) => [
        level,
        numeratorBefore,
        numeratorAfter,
        denominator,
      ]),
    ]),
    '',
    divisions.length === 0
      ? '没有区划受影响 · no division is covered otherwise'
      : textTable([
          ['代码 code', '名称 name', '覆盖 covered', '→', '总人数 people', '设施 facility'],
          ...divisions.map(({ code, name, before: was, after: is, presentBefore, presentAfter }) => [
            code,
            name,
            people(was.coveredPeople),
            people(is.coveredPeople),
            people(is.totalPeople),
            presentBefore === presentAfter ? '' : presentAfter ? '+' : '−',
          ]),
        ]),
  ].join('\n');
}
