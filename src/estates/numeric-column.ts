/** PostgreSQL's exact decimals come as text; records show the nearest number. */
export const numericColumn = {
  to: (value: number | null): number | null => value,
  from: (value: string | null): number | null => (value === null ? null : Number(value)),
};
