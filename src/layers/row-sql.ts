import { divisionsUnder } from '../divisions/index.js';
import { Conditions } from '../platform/database/conditions.js';
import { badInput } from '../platform/errors/bad-input.js';
import { today } from '../platform/today.js';
import type { LayerFilter } from './layer-filter.js';
import { tableOf } from './layer-tables.js';
import { type LayerView, rowFields } from './layer-view.js';
import { idSql, keyOfId } from './row-key.js';
import { type RowTable, rowTableOf } from './row-tables.js';
import { equalTo } from './row-values.js';
import { scope, type Statement } from './tile-sql.js';

/** About a centimetre, finer than anything here was measured. */
const DIGITS = 7;

/** One page of features in the order of their keys, as `{id, geometry, properties}`. */
export function rowsStatement(
  view: LayerView,
  filter: LayerFilter,
  after: string | null,
  limit: number,
): Statement {
  const { from, sourceKey } = tableOf(view.layer);
  const { key } = rowTableOf(view.layer);
  const where = rowConditions(view, filter);
  if (after !== null) where.and(behind(key, after, where));
  const fields = rowFields(view).map(
    (field) => `'${field.name}', ${fieldSql(view, filter, where, field.name)}`,
  );
  return {
    sql: `SELECT ${idSql(key)} AS id, ST_AsGeoJSON(${placeOf(view)}, ${DIGITS})::json AS geometry,
        json_build_object(${fields.join(', ')}) AS properties
      FROM ${from} JOIN data_source s ON s.key = ${sourceKey}
      WHERE ${where.toSql()} ORDER BY ${key.map(({ sql }) => sql).join(', ')} LIMIT ${limit}`,
    values: where.values,
  };
}

/** How many features there are, as `{count}`. */
export function countStatement(view: LayerView, filter: LayerFilter): Statement {
  const { from, sourceKey } = tableOf(view.layer);
  const where = rowConditions(view, filter);
  return {
    sql: `SELECT count(*)::int AS count FROM ${from} JOIN data_source s ON s.key = ${sourceKey}
      WHERE ${where.toSql()}`,
    values: where.values,
  };
}

/** What is to be said of the features there are: `{count, synthetic, attributions, editions}`. */
export function summaryStatement(view: LayerView, filter: LayerFilter): Statement {
  const { from, sourceKey } = tableOf(view.layer);
  const where = rowConditions(view, filter);
  return {
    sql: `SELECT COALESCE(sum(n), 0)::int AS count, COALESCE(bool_or(s.synthetic), false) AS synthetic,
        COALESCE(json_agg(DISTINCT s.attribution) FILTER (WHERE s.attribution <> ''), '[]') AS attributions,
        COALESCE(json_agg(DISTINCT s.key || COALESCE(' (' || s.vintage || ')', '')), '[]') AS editions
      FROM (SELECT ${sourceKey} AS key, count(*) AS n FROM ${from} JOIN data_source s ON s.key = ${sourceKey}
        WHERE ${where.toSql()} GROUP BY 1) found JOIN data_source s USING (key)`,
    values: where.values,
  };
}

function rowConditions(view: LayerView, filter: LayerFilter): Conditions {
  const { bbox, outline, divisionCode, ids, equals = {}, during, asOf } = filter;
  const { key, division, lasts } = rowTableOf(view.layer);
  const where = new Conditions();
  for (const condition of scope(view, null)) where.and(condition);
  if (bbox) where.and(inBox(view, bbox, where));
  if (outline) where.and(`ST_Intersects(${placeOf(view)}, ${ringSql(outline, where)})`);
  if (divisionCode !== undefined) where.and(inDivision(view, division, divisionCode, where));
  if (ids) where.and(amongIds(key, ids, where));
  for (const [name, text] of Object.entries(equals)) {
    const field = rowFields(view).find((one) => one.name === name);
    if (!field) throw badInput(`${view.layer.name} has no field ${JSON.stringify(name)}.`, { field: name });
    where.and(equalTo(field, fieldSql(view, filter, where, name), text, where));
  }
  const days = during ?? (asOf === undefined ? null : ([asOf, asOf] as const));
  if (lasts && days?.[1]) where.and(`COALESCE(${lasts[0]} <= ${where.bind(days[1], 'date')}, true)`);
  if (lasts && days?.[0]) where.and(`COALESCE(${lasts[1]} > ${where.bind(days[0], 'date')}, true)`);
  return where;
}

function fieldSql(view: LayerView, { asOf }: LayerFilter, where: Conditions, name: string): string {
  if (name === 'synthetic') return 's.synthetic';
  const { onDay } = rowTableOf(view.layer);
  if (onDay?.[name]) return onDay[name](where.bind(asOf ?? today()));
  return tableOf(view.layer).fields[name];
}

function placeOf({ layer }: LayerView): string {
  return tableOf(layer).geometryAt(layer.maxZoom);
}

function inBox(
  view: LayerView,
  [west, south, east, north]: readonly [number, number, number, number],
  where: Conditions,
): string {
  const beyond = [
    [west, 180],
    [-180, east],
  ];
  const spans = west <= east ? [[west, east]] : beyond;
  const { places } = tableOf(view.layer);
  const tests = spans.map(([from, to]) => {
    const sides = [from, south, to, north].map((side) => where.bind(side, 'float8'));
    const box = `ST_MakeEnvelope(${sides.join(', ')}, 4326)`;
    const near = places.map((column) => `${column} && ${box}`).join(' OR ');
    return `((${near}) AND ST_Intersects(${placeOf(view)}, ${box}))`;
  });
  return tests.join(' OR ');
}

function ringSql(ring: readonly (readonly [number, number])[], where: Conditions): string {
  const polygon = JSON.stringify({ type: 'Polygon', coordinates: [ring] });
  return `ST_SetSRID(ST_GeomFromGeoJSON(${where.bind(polygon, 'text')}), 4326)`;
}

function inDivision(view: LayerView, column: string | null, code: string, where: Conditions): string {
  if (column) return `${column} IN (${divisionsUnder(where.bind(code))})`;
  const place = placeOf(view);
  return `EXISTS (SELECT FROM administrative_division around
    WHERE around.code = ${where.bind(code, 'bpchar')} AND ${place} && around.boundary
      AND ST_Intersects(${place}, around.boundary))`;
}

function amongIds(key: RowTable['key'], ids: readonly string[], where: Conditions): string {
  const known = ids.map((id) => keyOfId(key, id)).filter((parts) => parts !== null);
  const columns = key.map(({ type }, at) =>
    where.bind(
      known.map((parts) => parts[at]),
      `${type}[]`,
    ),
  );
  return `(${key.map(({ sql }) => sql).join(', ')}) IN (SELECT * FROM unnest(${columns.join(', ')}))`;
}

/** @throws PlanningError BAD_USER_INPUT */
function behind(key: RowTable['key'], after: string, where: Conditions): string {
  const parts = keyOfId(key, after);
  if (!parts) throw badInput('The place to go on from is damaged: follow the link of the page before.');
  const bounds = key.map(({ type }, at) => where.bind(parts[at], type));
  return `(${key.map(({ sql }) => sql).join(', ')}) > (${bounds.join(', ')})`;
}
