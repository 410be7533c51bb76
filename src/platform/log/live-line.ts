/** One line of a terminal that is written over and over; silent where the stream is a file or a pipe. */
export class LiveLine {
  private shownAt = -Infinity;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly pauseMillis = 100,
  ) {}

  /** Shows a text in place of the one before; most are skipped when they come too fast to be read. */
  show(text: () => string): void {
    const now = performance.now();
    if (!this.stream.isTTY || now - this.shownAt < this.pauseMillis) return;
    this.shownAt = now;
    this.stream.write(`\r\x1b[2K${fit(text(), (this.stream.columns || 80) - 1)}`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.shownAt > -Infinity) this.stream.write('\r\x1b[2K');
    this.shownAt = -Infinity;
  }
}

/** As much as fits: a line that wraps could not be written over. Chinese characters are two columns wide. */
function fit(text: string, columns: number): string {
  let used = 0;
  const characters = Array.from(text);
  const end = characters.findIndex((character) => (used += character >= '\u2e80' ? 2 : 1) > columns);
  return end < 0 ? text : characters.slice(0, end).join('');
}
