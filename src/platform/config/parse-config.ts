import { z } from 'zod';
import { PlanningError } from '../errors/planning-error.js';
import { LOG_LEVELS, TOKEN_ALGORITHMS, type Config, type TokenConfig } from './config.js';
import { Secret } from './secret.js';

/** Settings as the operating system hands them over: name → text. */
export type Environment = Readonly<Record<string, string | undefined>>;

const ADMIN_KEY_MIN_LENGTH = 24;

/**
 * Reads and checks every setting; an empty text counts as absent.
 * @throws PlanningError BAD_USER_INPUT naming every problem at once (`details.problems`), secrets left out.
 */
export function parseConfig(env: Environment): Config {
  const reader = new SettingReader(env);
  const config: Config = {
    database: {
      url: reader.secret('DATABASE_URL', databaseUrl),
      directory: reader.read('DATA_DIR', z.string(), '.carecircle'),
      statementTimeoutMillis: reader.read('STATEMENT_TIMEOUT_MS', wholeNumber(100, 3_600_000), 30_000),
    },
    server: {
      host: reader.read(
        'HOST',
        z.string().regex(/^[A-Za-z0-9.:_-]+$/, 'a host name or IP address'),
        '127.0.0.1',
      ),
      port: reader.read('PORT', wholeNumber(0, 65_535), 4000),
      corsOrigins: reader.read('CORS_ORIGINS', list(origin), []),
      bodyLimitBytes: reader.read('BODY_LIMIT_BYTES', wholeNumber(1024, 1_073_741_824), 5_242_880),
      requestsPerMinute: reader.read('REQUESTS_PER_MINUTE', wholeNumber(0, 10_000_000), 1200),
      tilesPerMinute: reader.read('TILES_PER_MINUTE', wholeNumber(0, 10_000_000), 12_000),
      requestTimeoutMillis: reader.read('REQUEST_TIMEOUT_MS', wholeNumber(100, 3_600_000), 120_000),
      queryCostLimit: reader.read('QUERY_COST_LIMIT', wholeNumber(100, 1_000_000_000), 1_000_000),
      trustProxy: reader.read('TRUST_PROXY', trustProxy, false),
    },
    access: {
      adminApiKey: reader.secret(
        'ADMIN_API_KEY',
        z.string().min(ADMIN_KEY_MIN_LENGTH, `at least ${ADMIN_KEY_MIN_LENGTH} characters`),
      ),
      token: readToken(reader),
      localAdmin: reader.read('LOCAL_ADMIN', choice(['on', 'off']), 'on') === 'on',
    },
    sampleRegion: reader.read('SAMPLE_REGION', choice(['load', 'none']), 'load'),
    logLevel: reader.read('LOG_LEVEL', choice(LOG_LEVELS), 'info'),
    jobsAtOnce: reader.read('JOBS_AT_ONCE', wholeNumber(0, 16), 1),
  };
  if (reader.problems.length > 0) {
    throw new PlanningError('BAD_USER_INPUT', `Settings are not right:\n  ${reader.problems.join('\n  ')}`, {
      problems: reader.problems,
    });
  }
  return deepFreeze(config);
}

function readToken(reader: SettingReader): TokenConfig | null {
  const url = reader.read('JWKS_URL', keySetUrl.nullable(), null);
  const path = reader.read('JWKS_FILE', z.string().nullable(), null);
  const issuer = reader.read('JWT_ISSUER', z.string(), '');
  const audience = reader.read('JWT_AUDIENCE', z.string(), '');
  const algorithms = reader.read('JWT_ALGORITHMS', list(algorithm), ['RS256', 'ES256', 'EdDSA']);
  const roleClaim = reader.read('JWT_ROLE_CLAIM', z.string(), 'role');
  const asked = reader.has('JWKS_URL') || reader.has('JWKS_FILE');
  if (!asked) {
    for (const name of ['JWT_ISSUER', 'JWT_AUDIENCE']) {
      if (reader.has(name))
        reader.problem(name, 'is set, but neither JWKS_URL nor JWKS_FILE says which keys to trust');
    }
    return null;
  }
  if (reader.has('JWKS_URL') && reader.has('JWKS_FILE'))
    reader.problem('JWKS_FILE', 'cannot be combined with JWKS_URL');
  if (!issuer) reader.problem('JWT_ISSUER', 'is needed to check tokens: the iss claim they must carry');
  if (!audience) reader.problem('JWT_AUDIENCE', 'is needed to check tokens: the aud claim they must carry');
  const keySet =
    url !== null ? ({ kind: 'url', url } as const) : ({ kind: 'file', path: path ?? '' } as const);
  return { keySet, issuer, audience, algorithms, roleClaim };
}

/** Reads settings one by one and remembers what was wrong with each, so that one start shows all of it. */
class SettingReader {
  readonly problems: string[] = [];

  constructor(private readonly env: Environment) {}

  has(name: string): boolean {
    return (this.env[name] ?? '').trim() !== '';
  }

  /** The setting, or `fallback` where it is absent or wrong (a wrong one is a problem, and parsing fails at the end). */
  read<T>(name: string, schema: z.ZodType<T>, fallback: NoInfer<T>): T {
    const text = this.env[name]?.trim() ?? '';
    if (text === '') return fallback;
    const result = schema.safeParse(text);
    if (result.success) return result.data;
    this.problem(name, `must be ${result.error.issues[0]!.message}; got "${text}"`);
    return fallback;
  }

  /** As `read`, for text that may not be shown. */
  secret(name: string, schema: z.ZodType<string>): Secret | null {
    const text = this.env[name]?.trim() ?? '';
    if (text === '') return null;
    const result = schema.safeParse(text);
    if (!result.success)
      this.problem(name, `must be ${result.error.issues[0]!.message}; its value is not shown here`);
    return new Secret(text);
  }

  problem(name: string, words: string): void {
    this.problems.push(`${name} ${words}`);
  }
}

const databaseUrl = z.string().refine((text) => {
  const url = toUrl(text);
  return url !== null && ['postgres:', 'postgresql:'].includes(url.protocol);
}, 'an address such as postgres://user:password@host:5432/database');

const keySetUrl = z.string().refine((text) => {
  const url = toUrl(text);
  if (url === null) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackName(url.hostname));
}, 'an https:// address (http:// only on this machine)');

const origin = z.string().refine((text) => {
  const url = toUrl(text);
  return text === '*' || (url !== null && /^https?:$/.test(url.protocol) && url.origin === text);
}, 'origins such as https://maps.example.cn, separated by commas');

const algorithm = z.enum(TOKEN_ALGORITHMS, `some of ${TOKEN_ALGORITHMS.join(', ')}`);

const trustProxy = z.string().transform((text): boolean | readonly string[] => {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.split(',').map((part) => part.trim());
});

function list<T>(item: z.ZodType<T, string>) {
  return z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item));
}

function choice<const T extends readonly string[]>(values: T) {
  return z.enum(values, `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`);
}

function wholeNumber(low: number, high: number) {
  const expected = `a whole number from ${low} to ${high}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, expected)
    .transform(Number)
    .refine((value) => value >= low && value <= high, expected);
}

function toUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** True for the names and addresses by which a machine reaches itself. */
export function isLoopbackName(name: string): boolean {
  const host = name.toLowerCase().replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(host);
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (part !== null && typeof part === 'object') deepFreeze(part);
  return Object.freeze(value);
}
