import pg from 'pg';

/** Makes an empty database on a server, lends its address to some work, and takes it away again. */
export async function withBenchDatabase<T>(
  url: string,
  name: string,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const outer = new pg.Client({ connectionString: url });
  await outer.connect();
  const own = new URL(url);
  own.pathname = `/${name}`;
  try {
    await outer.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await outer.query(`CREATE DATABASE ${name}`);
    return await work(own.href);
  } finally {
    await outer.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await outer.end();
  }
}
