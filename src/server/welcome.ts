import { isLoopbackName } from '../platform/config/parse-config.js';
import type { Config } from '../platform/config/config.js';
import type { ExampleQuery } from './example-queries.js';

export interface WelcomeFacts {
  readonly config: Pick<Config, 'server' | 'access' | 'database'>;
  readonly port: number;
  readonly localAdmin: boolean;
  readonly examples: readonly ExampleQuery[];
}

/** What the terminal shows once the server answers: addresses, who is let in, and queries to paste. */
export function welcomeText({ config, port, localAdmin, examples }: WelcomeFacts): string {
  const base = `http://${shownHost(config.server.host)}:${port}`;
  return [
    '',
    '养老服务圈 CareCircle',
    `  Map       ${base}/  （地图：用浏览器打开 · open it in a browser）`,
    `  GraphQL   ${base}/graphql  （用浏览器打开即为 GraphiQL · open it in a browser for GraphiQL）`,
    `  Health    ${base}/health/ready`,
    `  Metrics   ${base}/metrics`,
    `  Database  ${config.database.url ? 'server (DATABASE_URL)' : `embedded, in ${config.database.directory}`}`,
    `  Access    ${accessLine(config, localAdmin)}`,
    '',
    '可以粘贴试用的查询 · Queries to paste:',
    ...examples.flatMap(({ title, query }, index) => [
      '',
      `${index + 1}. ${title}`,
      '',
      indent(query.trimEnd()),
    ]),
    '',
    '按 Ctrl+C 停止 · Ctrl+C stops the server.',
    '',
  ].join('\n');
}

function accessLine({ access, server }: WelcomeFacts['config'], localAdmin: boolean): string {
  if (localAdmin) {
    return (
      '本机用户无需密钥即为管理员 · requests from this machine are admin without a key' +
      ' (LOCAL_ADMIN=off ends that)'
    );
  }
  const ways = [
    access.adminApiKey && 'ADMIN_API_KEY',
    'API keys',
    access.token && `tokens of ${access.token.issuer}`,
  ].filter(Boolean);
  const reach = isLoopbackName(server.host) ? 'local admin is off' : `others can reach ${server.host}`;
  return `无凭据者只能读公开数据 · without a credential one is public; accepted: ${ways.join(', ')} (${reach})`;
}

function shownHost(host: string): string {
  if (isLoopbackName(host) || host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function indent(text: string): string {
  return text.replace(/^/gm, '   ');
}
