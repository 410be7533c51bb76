import type { EntityManager } from 'typeorm';

/** Source of rows that ship with the program. */
export const SHIPPED_SOURCE = 'policy';
/** Source of rows that users enter. */
export const OWN_SOURCE = 'own-entries';

const TITLES = {
  [SHIPPED_SOURCE]: '随软件提供的政策文件条目 Policy rows that come with CareCircle',
  [OWN_SOURCE]: '本单位登记 Own entries',
} as const;

/** Makes sure that rows can name the source. */
export async function ensureSource(key: keyof typeof TITLES, transaction: EntityManager): Promise<void> {
  await transaction.query(
    'INSERT INTO data_source (key, title) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING',
    [key, TITLES[key]],
  );
}
