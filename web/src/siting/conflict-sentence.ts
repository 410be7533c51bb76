import { formatNumber, formatShare, listed } from '../language/format.js';
import type { Language } from '../language/words.js';
import { conflictWords } from './reason-words.js';

/** Something that cannot be met, as the server tells it. */
export interface Conflict {
  readonly reason: string;
  readonly name?: string | null;
  readonly asked?: number | null;
  readonly possible?: number | null;
  readonly ids: readonly string[];
  readonly message: string;
}

const SHARES: readonly string[] = ['FLOOR_OUT_OF_REACH', 'GOAL_OUT_OF_REACH'];
const MOST_IDS = 5;

/** A conflict in plain words; one this page does not know in the server's own. */
export function conflictSentence(conflict: Conflict, language: Language): string {
  const { reason, asked, possible, name, ids, message } = conflict;
  const sentence = (
    conflictWords(language) as Readonly<Record<string, ((figures: Figures) => string) | undefined>>
  )[reason];
  if (!sentence) return message;
  const figure = (value: number | null | undefined) => {
    if (value == null) return '—';
    return SHARES.includes(reason) ? formatShare(value, language) : formatNumber(value, language, 2);
  };
  const some = listed(ids.slice(0, MOST_IDS), language) + (ids.length > MOST_IDS ? ' …' : '');
  return sentence({ asked: figure(asked), possible: figure(possible), name: name ?? '', ids: some });
}

type Figures = Parameters<ReturnType<typeof conflictWords>['GOAL_OUT_OF_REACH']>[0];
