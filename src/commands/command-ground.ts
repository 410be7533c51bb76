import { userInfo } from 'node:os';
import { composeRooms, openConfiguredDatabase } from '../app.js';
import type { Viewer } from '../platform/access/viewer.js';
import type { Config } from '../platform/config/config.js';
import { parseConfig, type Environment } from '../platform/config/parse-config.js';
import type { Database } from '../platform/database/open-database.js';
import { LiveLine } from '../platform/log/live-line.js';
import { terminalProgress, type TerminalProgress } from '../platform/log/terminal-progress.js';

export interface CommandLineGround {
  /** Words after the program's name. */
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WriteStream;
}

/**
 * Exit codes: 0 done, 1 rows rejected, no plan possible or figures in contradiction (or our own failure), 2 something
 * the user can put right, 130 interrupted.
 */
export type CommandExitCode = 0 | 1 | 2 | 130;

export type Rooms = ReturnType<typeof composeRooms>;

/** What the commands share: output, progress, and the rooms, which open only for a command that needs them. */
export class CommandGround {
  exitCode: CommandExitCode = 0;
  readonly progress: TerminalProgress;
  /** For how far a long computation has come. */
  readonly liveLine: LiveLine;
  private opened: { readonly database: Database; readonly rooms: Rooms } | null = null;

  constructor(private readonly line: CommandLineGround) {
    this.progress = terminalProgress(line.stderr);
    this.liveLine = new LiveLine(line.stderr);
  }

  get config(): Config {
    return parseConfig(this.line.env);
  }

  /** Whoever can open the database may do everything in it; the audit names the account. */
  get viewer(): Viewer {
    return { actor: `cli:${userInfo().username}`, role: 'admin' };
  }

  async rooms(): Promise<Rooms> {
    return (await this.open()).rooms;
  }

  async database(): Promise<Database> {
    return (await this.open()).database;
  }

  private async open() {
    if (!this.opened) {
      const database = await openConfiguredDatabase(this.config);
      const rooms = composeRooms(database);
      this.opened = { database, rooms };
      await rooms.indicators.prepare();
    }
    return this.opened;
  }

  print(text: string): void {
    this.line.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  printJson(value: unknown): void {
    this.print(JSON.stringify(value, null, 2));
  }

  /** Tells something that is not part of the answer. */
  remark(text: string): void {
    this.line.stderr.write(`carecircle: ${text}\n`);
  }

  /** Writes a piece of a long answer, waiting while the reader is slow. */
  async write(piece: string | Uint8Array): Promise<void> {
    if (this.line.stdout.write(piece)) return;
    await new Promise((resolve) => this.line.stdout.once('drain', resolve));
  }

  async close(): Promise<void> {
    this.progress.finish();
    await this.opened?.rooms.jobs.close();
    await this.opened?.rooms.accessibility.close();
    await this.opened?.rooms.siting.close();
    await this.opened?.rooms.meals.close();
    await this.opened?.rooms.remedies.close();
    await this.opened?.rooms.solver.close();
    await this.opened?.database.close();
  }
}
