import { badInput } from '../platform/errors/bad-input.js';
import {
  CRS84,
  type LayerCrs,
  findLayerCrs,
  type CareQuestion,
  type LayerFilter,
  type LayerView,
  MOST_ROWS,
  readCareQuestion,
  rowFields,
} from '../layers/index.js';
import type { ApiParameter } from './api-parameter.js';
import { DEFAULT_LIMIT, itemParameters, itemsParameters } from './api-parameters.js';
import { readBox } from './read-box.js';
import { readDays } from './read-days.js';

/** Query parameters as they came. */
export type RawQuery = Readonly<Record<string, string | string[] | undefined>>;

/** Which features to hand out, and how. */
export interface ItemsQuery {
  readonly filter: LayerFilter;
  readonly limit: number;
  readonly after: string | null;
  readonly crs: LayerCrs;
  /** What was asked for, in one order, without `limit` and `after`. */
  readonly asked: URLSearchParams;
}

export interface ItemQuery {
  readonly question: CareQuestion;
  readonly crs: LayerCrs;
}

/**
 * Checks the parameters of a page of features.
 * @param systems the collection's
 * @throws PlanningError BAD_USER_INPUT that names the parameter
 */
export function readItemsQuery(view: LayerView, raw: RawQuery, systems: readonly LayerCrs[]): ItemsQuery {
  const texts = checkNames(raw, itemsParameters(view));
  const equals = Object.fromEntries(
    rowFields(view)
      .filter(({ name }) => texts[name] !== undefined)
      .map(({ name }) => [name, texts[name]]),
  );
  const boxCrs = systemOf('bbox-crs', texts['bbox-crs'], systems);
  const during = readDays(texts.datetime);
  const filter: LayerFilter = {
    ...readCareQuestion(view.layer, texts),
    ...(texts.bbox !== undefined && readBox(texts.bbox, boxCrs)),
    ...(Object.keys(equals).length > 0 && { equals }),
    ...(during && { during }),
  };
  const { limit: _limit, after = null, ...rest } = texts;
  const names = Object.keys(rest).sort();
  return {
    filter,
    limit: readLimit(texts.limit),
    after,
    crs: systemOf('crs', texts.crs, systems),
    asked: new URLSearchParams(names.map((name): [string, string] => [name, rest[name]])),
  };
}

/** The same for one feature. */
export function readItemQuery(view: LayerView, raw: RawQuery, systems: readonly LayerCrs[]): ItemQuery {
  const texts = checkNames(raw, itemParameters());
  return { question: readCareQuestion(view.layer, texts), crs: systemOf('crs', texts.crs, systems) };
}

/**
 * The parameters as texts, each once.
 * @throws PlanningError BAD_USER_INPUT for one that is not known or comes twice with different values
 */
export function checkNames(raw: RawQuery, known: readonly ApiParameter[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) {
    const parameter = known.find((one) => one.name === name);
    if (!parameter)
      throw badInput(
        `There is no parameter ${JSON.stringify(name)} here; known: ${known.map((one) => one.name).join(', ')}.`,
        { parameter: name },
      );
    const [first, ...others] = [value ?? ''].flat();
    if (others.some((other) => other !== first))
      throw badInput(`${name}: given more than once.`, { parameter: name });
    const { enum: choices } = parameter.schema;
    if (choices && !choices.includes(first))
      throw badInput(`${name}: expected ${choices.join(' or ')}, got ${JSON.stringify(first)}.`, {
        parameter: name,
      });
    texts[name] = first;
  }
  return texts;
}

/** More than is handed out at once is no mistake: a page then holds as many as it can. */
function readLimit(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = /^\d+$/.test(text) ? Number(text) : 0;
  if (limit >= 1) return Math.min(limit, MOST_ROWS);
  throw badInput(
    `limit: expected a whole number from 1 to ${MOST_ROWS}, got ${JSON.stringify(text.slice(0, 100))}.`,
    { parameter: 'limit' },
  );
}

function systemOf(parameter: string, text: string | undefined, systems: readonly LayerCrs[]): LayerCrs {
  if (text === undefined) return CRS84;
  const uri = findLayerCrs(text)?.uri;
  const system = systems.find((one) => one.uri === uri);
  if (system) return system;
  const known = systems.map((one) => one.uri);
  const crs = text.slice(0, 100);
  throw badInput(
    `${parameter}: expected a system this collection has, ${known.join(', ')}; got ${JSON.stringify(crs)}.`,
    { parameter, crs, known },
  );
}
