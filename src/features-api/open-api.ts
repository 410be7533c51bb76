import { type LayerView, MOST_ROWS } from '../layers/index.js';
import type { ApiParameter } from './api-parameter.js';
import { ANYWHERE, itemParameters, itemsParameters, LIMIT } from './api-parameters.js';
import { geometrySchema } from './geometry-schema.js';
import { API_DESCRIPTION, API_TITLE } from './landing-page.js';
import { ERROR_SCHEMA, LINKS_SCHEMA } from './open-api-schemas.js';
import { GEOJSON_TYPE, JSON_TYPE, OPENAPI_TYPE, SCHEMA_TYPE } from './standard.js';

/** The API's description (OpenAPI 3.0) as far as a viewer may use it: the parameters are those that are read. */
export function openApi(views: readonly LayerView[], root: string): object {
  const paths = {
    '/': operation('landingPage', 'API', '首页 Landing page', JSON_TYPE),
    '/conformance': operation('conformance', 'API', '符合的标准 Standards', JSON_TYPE),
    '/api': operation('api', 'API', '本说明 This description', OPENAPI_TYPE),
    '/collections': operation('collections', 'API', '图层列表 Collections', JSON_TYPE),
    ...Object.fromEntries(views.flatMap(pathsOf)),
  };
  return {
    openapi: '3.0.3',
    info: { title: API_TITLE, description: API_DESCRIPTION, version: '1.0.0' },
    servers: [{ url: root }],
    tags: [{ name: 'API' }, ...views.map(({ layer: { name, title } }) => tag(name, title))],
    security: [{}, { apiKey: [] }, { token: [] }],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        token: { type: 'http', scheme: 'bearer' },
      },
      // Where QGIS looks for the size of its pages; it would take 100 features at a time.
      parameters: { limit: inQuery(LIMIT) },
      schemas: { error: ERROR_SCHEMA, links: LINKS_SCHEMA },
    },
  };
}

function pathsOf(view: LayerView): [string, object][] {
  const { name, title } = view.layer;
  const path = `/collections/${name}`;
  const words = (what: string, english: string) => `${title.zh}：${what} ${title.en}: ${english}`;
  return [
    [path, operation(name, name, words('说明', 'description'), JSON_TYPE)],
    [`${path}/schema`, operation(`${name}.schema`, name, words('字段', 'fields'), SCHEMA_TYPE)],
    [
      `${path}/queryables`,
      operation(`${name}.queryables`, name, words('可筛选字段', 'fields to choose by'), SCHEMA_TYPE),
    ],
    [
      `${path}/items`,
      operation(`${name}.items`, name, words('要素', 'features'), GEOJSON_TYPE, itemsParameters(view), {
        type: 'object',
        required: ['type', 'features', 'links', 'timeStamp', 'numberMatched', 'numberReturned'],
        properties: {
          type: { type: 'string', enum: ['FeatureCollection'] },
          features: { type: 'array', items: featureOf(view), maxItems: MOST_ROWS },
          links: { $ref: '#/components/schemas/links' },
          timeStamp: { type: 'string', format: 'date-time' },
          numberMatched: { type: 'integer', minimum: 0 },
          numberReturned: { type: 'integer', minimum: 0 },
        },
      }),
    ],
    [
      `${path}/items/{featureId}`,
      operation(
        `${name}.item`,
        name,
        words('单个要素', 'one feature'),
        GEOJSON_TYPE,
        itemParameters(),
        featureOf(view),
        [{ name: 'featureId', in: 'path', required: true, schema: { type: 'string' } }],
      ),
    ],
  ];
}

function featureOf({ layer }: LayerView): object {
  return {
    type: 'object',
    required: ['type', 'id', 'geometry', 'properties'],
    properties: {
      type: { type: 'string', enum: ['Feature'] },
      id: { type: 'string' },
      geometry: { nullable: true, allOf: [geometrySchema(layer.geometry)] },
      properties: { type: 'object', nullable: true },
    },
  };
}

function operation(
  operationId: string,
  tagName: string,
  summary: string,
  type: string,
  parameters: readonly ApiParameter[] = ANYWHERE,
  schema: object = { type: 'object' },
  inPath: readonly object[] = [],
): object {
  return {
    get: {
      operationId,
      tags: [tagName],
      summary,
      parameters: [...inPath, ...parameters.map(inQuery)],
      responses: {
        200: { description: summary, content: { [type]: { schema } } },
        304: { description: '未变化 Not changed since the ETag was sent' },
        ...Object.fromEntries(FAILURES.map(([status, description]) => [status, failure(description)])),
      },
    },
  };
}

function inQuery(parameter: ApiParameter): object {
  return { in: 'query', required: false, ...parameter };
}

const FAILURES = [
  ['400', '参数有误 A parameter is unknown or wrong'],
  ['401', '需要凭证 Needs a credential'],
  ['403', '无权限 Not for this role'],
  ['404', '不存在 There is no such thing'],
  ['500', '服务器出错 The server failed'],
] as const;

function failure(description: string): object {
  return { description, content: { [JSON_TYPE]: { schema: { $ref: '#/components/schemas/error' } } } };
}

function tag(name: string, { zh, en }: { readonly zh: string; readonly en: string }): object {
  return { name, description: `${zh} ${en}` };
}
