/**
 * The command line: `carecircle <command>`. Each command translates words into a call of a room and prints the answer.
 * Does not live here: what the answers are (rooms), the server (server). Neighbours: app.ts composes the rooms.
 */
import { Command, CommanderError } from 'commander';
import { chineseText } from '../platform/errors/chinese-text.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { translateDatabaseError } from '../platform/errors/translate-database-error.js';
import { secretScrubber } from '../platform/log/scrub-secrets.js';
import { addAccessibilityCommand } from './accessibility.command.js';
import { addAllocationRulesCommand } from './allocation-rules.command.js';
import { addCertaintyCommand } from './certainty.command.js';
import { addCircleCommand } from './circle.command.js';
import { addClaimsCommand } from './claims.command.js';
import { type CommandExitCode, CommandGround, type CommandLineGround } from './command-ground.js';
import { addCompareCommand } from './compare.command.js';
import { addCoverageCommand } from './coverage.command.js';
import { addEquityCommand } from './equity.command.js';
import { addFragilityCommand } from './fragility.command.js';
import { addDownloadCommand } from './download.command.js';
import { addDispatchCommand } from './dispatch.command.js';
import { addFreezeCommand } from './freeze.command.js';
import { addEstateAuditCommand } from './estate-audit.command.js';
import { addEstateEvidenceCommand } from './estate-evidence.command.js';
import { addEstateFindingsCommand } from './estate-findings.command.js';
import { addExplainCandidateCommand } from './explain-candidate.command.js';
import { addExplainCommand } from './explain.command.js';
import { addGapsCommand } from './gaps.command.js';
import { addImportCommand } from './import.command.js';
import { addIndicatorsCommand } from './indicators.command.js';
import { addJobsCommands } from './jobs.command.js';
import { addKeyCommands } from './key.command.js';
import { addMatrixCommand } from './matrix.command.js';
import { addMealsCommand } from './meals.command.js';
import { addPredicatesCommand } from './predicates.command.js';
import { addReadingsCommand } from './readings.command.js';
import { readVersion } from './read-version.js';
import { addRemedyPlanCommand } from './remedy-plan.command.js';
import { addRerunCommand } from './rerun.command.js';
import { addScenarioCommands } from './scenario.command.js';
import { addScorecardCommand } from './scorecard.command.js';
import { addServiceListCommand } from './service-list.command.js';
import { addSitesCommand } from './sites.command.js';
import { addSolveCommand } from './solve.command.js';
import { addTargetsCommand } from './targets.command.js';
import { usageText } from './usage-text.js';

/** Runs one command line to its exit code; nothing escapes as an exception. */
export async function runCommandLine(line: CommandLineGround): Promise<CommandExitCode> {
  const ground = new CommandGround(line);
  const program = new Command('carecircle')
    .description('养老服务圈：导入数据、计算覆盖、查找空白、选址 · import, coverage, gaps, sites')
    .addHelpText('after', '\n      --version            版本 · version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void line.stdout.write(text),
      writeErr: (text) => void line.stderr.write(text),
      outputError: (text, write) => write(usageText(text)),
    });
  const add = [
    addImportCommand,
    addCoverageCommand,
    addCompareCommand,
    addAccessibilityCommand,
    addEquityCommand,
    addFragilityCommand,
    addCertaintyCommand,
    addExplainCommand,
    addGapsCommand,
    addSitesCommand,
    addRerunCommand,
    addMealsCommand,
    addRemedyPlanCommand,
    addExplainCandidateCommand,
    addEstateAuditCommand,
    addEstateEvidenceCommand,
    addEstateFindingsCommand,
    addAllocationRulesCommand,
    addCircleCommand,
    addMatrixCommand,
    addSolveCommand,
    addClaimsCommand,
    addIndicatorsCommand,
    addTargetsCommand,
    addReadingsCommand,
    addScenarioCommands,
    addScorecardCommand,
    addDispatchCommand,
    addFreezeCommand,
    addServiceListCommand,
    addDownloadCommand,
    addPredicatesCommand,
    addJobsCommands,
    addKeyCommands,
  ];
  for (const addCommand of add) addCommand(program, ground);
  try {
    if (asksForVersion(line.argv)) {
      ground.print(readVersion());
      return 0;
    }
    await program.parseAsync([...line.argv], { from: 'user' });
    return ground.exitCode;
  } catch (error) {
    return tell(error, line.stderr);
  } finally {
    await ground.close();
  }
}

/** `--version` by itself, wherever it stands; `--version 2` is an option of the command before it. */
function asksForVersion(argv: readonly string[]): boolean {
  const words = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  return words.some((word, at) => word === '--version' && !/^\d/.test(words[at + 1] ?? ''));
}

function tell(error: unknown, stderr: NodeJS.WritableStream): CommandExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const scrub = secretScrubber();
  const known = error instanceof PlanningError ? error : translateDatabaseError(error);
  if (known) {
    stderr.write(`carecircle: ${scrub(bothTexts(known))}\n`);
    return 2;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(`carecircle: unexpected error\n${scrub(text)}\n`);
  return 1;
}

/** Chinese first, then English with its code and, where there is one, the reason: what the sentence is, for people and for scripts. */
function bothTexts(error: PlanningError): string {
  const chinese = chineseText(error);
  const { reason } = error.details;
  const code = typeof reason === 'string' ? `${error.code}: ${reason}` : error.code;
  return chinese === null ? error.message : `${chinese} · ${error.message} (${code})`;
}
