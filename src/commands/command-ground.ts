import { userInfo } from 'node:os';
import { composeRooms, openConfiguredDatabase } from '../app.js';
import type { Viewer } from '../platform/access/viewer.js';
import type { Config } from '../platform/config/config.js';
import { parseConfig } from '../platform/config/parse-config.js';
import type { Database } from '../platform/database/open-database.js';
import { terminalProgress, type TerminalProgress } from '../platform/log/terminal-progress.js';
import type { CommandExitCode, CommandLineGround } from './command-line.js';

export type Rooms = ReturnType<typeof composeRooms>;

/** What the commands share: output, progress, and the rooms, which open only for a command that needs them. */
export class CommandGround {
  exitCode: CommandExitCode = 0;
  readonly progress: TerminalProgress;
  private opened: { readonly database: Database; readonly rooms: Rooms } | null = null;

  constructor(private readonly line: CommandLineGround) {
    this.progress = terminalProgress(line.stderr);
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
      this.opened = { database, rooms: composeRooms(database) };
    }
    return this.opened;
  }

  print(text: string): void {
    this.line.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  printJson(value: unknown): void {
    this.print(JSON.stringify(value, null, 2));
  }

  /** Writes a piece of a long answer, waiting while the reader is slow. */
  async write(text: string): Promise<void> {
    if (this.line.stdout.write(text)) return;
    await new Promise((resolve) => this.line.stdout.once('drain', resolve));
  }

  async close(): Promise<void> {
    this.progress.finish();
    await this.opened?.rooms.solver.close();
    await this.opened?.database.close();
  }
}
