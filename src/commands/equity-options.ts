import { type Command, Option } from 'commander';
import { DIVISION_LEVELS, type DivisionLevel } from '../divisions/index.js';
import { AccessMethod, type AccessQuestion, CapacityMeasure } from '../equity/index.js';
import type { CommandGround } from './command-ground.js';
import { addQuestionOptions, type QuestionOptions, questionOfOptions } from './question-options.js';

/** Options of every question that lists divisions. */
export interface PartsOptions extends QuestionOptions {
  readonly level?: DivisionLevel;
  readonly csv?: boolean;
}

export interface AccessOptions extends PartsOptions {
  readonly method: AccessMethod;
  readonly capacity: CapacityMeasure;
}

export function addPartsOptions(command: Command): Command {
  return addLevelOption(addQuestionOptions(command)).addOption(csvOption());
}

export function addAccessOptions(command: Command): Command {
  return addPartsOptions(command)
    .addOption(
      new Option(
        '--method <method>',
        '计算方法：2SFCA、E2SFCA、M2SFCA、BFCA · floating catchment method, in this order',
      )
        .choices(Object.keys(AccessMethod))
        .default('ENHANCED'),
    )
    .addOption(
      new Option('--capacity <measure>', '供给规模的计量 · what counts as capacity')
        .choices(Object.keys(CapacityMeasure))
        .default('ONE_PER_FACILITY'),
    );
}

export function addLevelOption(command: Command): Command {
  return command.addOption(
    new Option('--level <level>', '列出哪一级，默认下一级 · list divisions of this level').choices(
      DIVISION_LEVELS,
    ),
  );
}

export function csvOption(): Option {
  return new Option('--csv', '输出 CSV · print CSV').conflicts('json');
}

/** @throws PlanningError BAD_USER_INPUT */
export async function accessQuestionOfOptions(
  options: AccessOptions,
  ground: CommandGround,
): Promise<AccessQuestion & { readonly divisionCode: string }> {
  return {
    ...(await questionOfOptions(options, ground)),
    method: options.method,
    capacity: options.capacity,
  };
}
