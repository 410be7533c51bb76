/** What a long computation may tell its caller: the stage it begins (with its size) and how far it has come. */
export interface Progress {
  begin(stage: string, total: number): void;
  advance(amount?: number): void;
}

/** For callers that do not watch. */
export const silentProgress: Progress = { begin() {}, advance() {} };
