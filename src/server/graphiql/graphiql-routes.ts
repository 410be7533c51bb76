import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ExampleQuery } from '../example-queries.js';

const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));

function packageFile(name: string, file: string): string {
  return path.join(path.dirname(require.resolve(`${name}/package.json`)), file);
}

/** The page's parts, all from this machine: address below /graphiql/ → file. */
const PARTS: Readonly<Record<string, string>> = {
  'react.js': packageFile('react', 'umd/react.production.min.js'),
  'react-dom.js': packageFile('react-dom', 'umd/react-dom.production.min.js'),
  'graphiql.js': packageFile('graphiql', 'graphiql.min.js'),
  'graphiql.css': packageFile('graphiql', 'graphiql.min.css'),
  'graphiql-page.css': path.join(here, 'graphiql-page.css'),
  'start-graphiql.mjs': path.join(here, 'start-graphiql.mjs'),
  'subscribe.mjs': path.join(here, 'subscribe.mjs'),
};

export const GRAPHIQL_PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>养老服务圈 · GraphiQL</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/graphiql/graphiql.css">
<link rel="stylesheet" href="/graphiql/graphiql-page.css">
<script src="/graphiql/react.js" defer></script>
<script src="/graphiql/react-dom.js" defer></script>
<script src="/graphiql/graphiql.js" defer></script>
<script src="/graphiql/start-graphiql.mjs" type="module"></script>
</head>
<body>
<p class="hint">在左侧编写查询，按 Ctrl+Enter 运行；左上角书本图标是带中文术语的接口文档。需要密钥时，在下方 Headers 填写
<code>{"x-api-key": "cc_…"}</code>。本页不访问任何外部网站。</p>
<div id="graphiql">正在加载… Loading…</div>
</body>
</html>
`;

/** GraphiQL's page parts; the page itself is served by the GraphQL route to browsers. */
export function addGraphiqlParts(fastify: FastifyInstance, examples: readonly ExampleQuery[]): void {
  for (const [name, file] of Object.entries(PARTS)) {
    fastify.get(`/graphiql/${name}`, (_request, reply) =>
      reply.sendFile(path.basename(file), path.dirname(file), { maxAge: '1h' }),
    );
  }
  fastify.get('/graphiql/examples.json', () => examples);
}

export function sendGraphiqlPage(reply: FastifyReply): FastifyReply {
  // The same address answers programs with JSON, so no cache may keep the page for it.
  return reply
    .header('cache-control', 'no-store')
    .header('vary', 'accept')
    .type('text/html; charset=utf-8')
    .send(GRAPHIQL_PAGE);
}
