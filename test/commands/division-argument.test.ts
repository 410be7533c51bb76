import { Command } from 'commander';
import { expect, it } from 'vitest';
import { addDivisionArgument } from '../../src/commands/division-argument.js';

/** The division a command line asks about, by the command that ran. */
async function asked(...line: string[]): Promise<[string, string]> {
  let told: [string, string] | null = null;
  const program = new Command().exitOverride();
  const coverage = addDivisionArgument(program.command('coverage')).option('--first <n>');
  const tell = (_: unknown, command: Command) => {
    told = [command.name(), command.optsWithGlobals().division];
  };
  coverage.action(tell);
  coverage.command('what-if').option('--close <id>').allowExcessArguments().action(tell);
  await program.parseAsync(line, { from: 'user' });
  return told!;
}

it.each([
  ['bare', ['coverage', '99'], 'coverage'],
  ['behind options', ['coverage', '--first', '3', '99'], 'coverage'],
  ['as an option', ['coverage', '--division', '99'], 'coverage'],
  ['twice alike', ['coverage', '--division', '99', '99'], 'coverage'],
  ['behind a command below', ['coverage', 'what-if', '99', '--close', 'a'], 'what-if'],
  ['as an option of a command below', ['coverage', 'what-if', '--division', '99'], 'what-if'],
])('takes a division %s', async (_, line, command) => {
  expect(await asked(...line)).toEqual([command, '99']);
});

it('refuses none and two', async () => {
  await expect(asked('coverage')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(asked('coverage', '99', '--division', '98')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(asked('coverage', '99', '98')).rejects.toThrow('98');
});
