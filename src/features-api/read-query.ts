import { badInput } from '../platform/errors/bad-input.js';
import { isCalendarDate } from '../platform/graphql/date.scalar.js';
import {
  CRS84,
  type LayerCrs,
  layerCrs,
  type CareQuestion,
  type LayerFilter,
  type LayerView,
  MOST_ROWS,
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
    ...readQuestion(view, texts),
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
  const texts = checkNames(raw, itemParameters(view));
  return { question: readQuestion(view, texts), crs: systemOf('crs', texts.crs, systems) };
}

/**
 * The parameters as texts, each once.
 * @throws PlanningError BAD_USER_INPUT for one that is not known or comes twice
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
    if (typeof value !== 'string') throw badInput(`${name}: given more than once.`, { parameter: name });
    const { enum: choices } = parameter.schema;
    if (choices && !choices.includes(value))
      throw badInput(`${name}: expected ${choices.join(' or ')}, got ${JSON.stringify(value)}.`, {
        parameter: name,
      });
    texts[name] = value;
  }
  return texts;
}

function readQuestion({ layer }: LayerView, texts: Readonly<Record<string, string>>): CareQuestion {
  const asked = layer.asks.filter((name) => texts[name] !== undefined);
  const question: CareQuestion = Object.fromEntries(asked.map((name) => [name, texts[name]]));
  if (question.asOf !== undefined && !isCalendarDate(question.asOf))
    throw badInput(`asOf: expected a day as YYYY-MM-DD, got ${JSON.stringify(question.asOf)}.`, {
      parameter: 'asOf',
    });
  return question;
}

/** More than is handed out at once is no mistake: a page then holds as many as it can. */
function readLimit(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit >= 1) return Math.min(limit, MOST_ROWS);
  throw badInput(`limit: expected a whole number from 1 to ${MOST_ROWS}, got ${JSON.stringify(text)}.`, {
    parameter: 'limit',
  });
}

function systemOf(parameter: string, text: string | undefined, systems: readonly LayerCrs[]): LayerCrs {
  if (text === undefined) return CRS84;
  const { uri } = layerCrs(text);
  const system = systems.find((one) => one.uri === uri);
  if (system) return system;
  throw badInput(`${parameter}: this collection has ${systems.map((one) => one.name).join(', ')}.`, {
    parameter,
    crs: text,
    known: systems.map((one) => one.uri),
  });
}
