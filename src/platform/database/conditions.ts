/**
 * The WHERE clause of one statement while it is put together, with its bound values.
 * Values only ever travel as parameters: `where.and(`d.level = ANY(${where.bind(levels)})`)`.
 */
export class Conditions {
  private readonly parts: string[] = [];
  readonly values: unknown[] = [];

  /** Adds a value and returns its placeholder, `$n`, with an optional cast: `$n::text[]`. */
  bind(value: unknown, cast?: string): string {
    this.values.push(value);
    return cast ? `$${this.values.length}::${cast}` : `$${this.values.length}`;
  }

  and(condition: string): this {
    this.parts.push(condition);
    return this;
  }

  /** All conditions joined by AND; `true` when there are none. */
  toSql(): string {
    return this.parts.length === 0 ? 'true' : this.parts.map((part) => `(${part})`).join(' AND ');
  }
}
