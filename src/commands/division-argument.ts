import type { Command } from 'commander';
import { badInput } from '../platform/errors/bad-input.js';

/**
 * Takes the division's code bare behind the command or as `--division CODE`, for the command and what stands under it.
 * `options.division` holds it by the time the action runs.
 */
export function addDivisionArgument(command: Command): Command {
  return command
    .usage('[code] [options]')
    .option(
      '--division <code>',
      '12 位区划代码，也可直接写在命令后面 · division code; may stand bare behind the command',
    )
    .allowExcessArguments()
    .hook('preAction', (asked, { args }) => {
      const named: string | undefined = asked.getOptionValue('division');
      const isAll = asked.getOptionValue('all') === true && named === undefined && args.length === 0;
      asked.setOptionValue('division', isAll ? null : divisionOf(named, args));
    });
}

/** The same for a command that may also be asked of `--all`: `options.division` is null then. */
export function addDivisionOrAll(command: Command, description: string): Command {
  return addDivisionArgument(command).option('--all', description);
}

/** The same for a list that has an option for one division and may be asked of all: `option` holds it, if given. */
export function takeBareDivision(command: Command, option: string): Command {
  return command
    .usage('[code] [options]')
    .allowExcessArguments()
    .hook('preAction', (asked, { args }) => {
      const named: string | undefined = asked.getOptionValue(option);
      if (args.length > 0) asked.setOptionValue(option, divisionOf(named, args));
    });
}

/** @throws PlanningError BAD_USER_INPUT unless exactly one code is given */
function divisionOf(named: string | undefined, bare: readonly string[]): string {
  const codes = new Set([...(named === undefined ? [] : [named]), ...bare]);
  if (codes.size === 1) return [...codes][0];
  if (codes.size === 0)
    throw badInput(
      'Which division? Give its 12-digit code behind the command, such as 321302000000, or as --division CODE.',
      { field: 'division' },
    );
  throw badInput(`Give one division; got ${[...codes].join(', ')}.`, { field: 'division' });
}
