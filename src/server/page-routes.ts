import serveFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PlanningError } from '../platform/errors/planning-error.js';

/** Where `scripts/build.mjs` puts the page: beside the transpiled program, or below dist/ for a program run from src/. */
const FOLDERS = ['../../web', '../../dist/web'].map((folder) => path.resolve(import.meta.dirname, folder));

const FIXED = [
  { url: '/', file: 'index.html', type: 'text/html; charset=utf-8' },
  { url: '/embed.js', file: 'embed.js', type: 'text/javascript; charset=utf-8' },
];

/**
 * The map page: `/` is asked for again each time, its parts under `/assets/` are named by their content and kept for
 * ever; `/embed.js` brings the map into other pages. All of it was compressed when it was built.
 */
export async function addPageRoutes(fastify: FastifyInstance): Promise<void> {
  const folder = FOLDERS.find((each) => existsSync(path.join(each, 'embed.js')));
  for (const { url, file, type } of FIXED) {
    const contents = folder && (await readFile(path.join(folder, file), 'utf8'));
    fastify.get(url, (_request, reply) => {
      if (!contents)
        throw new PlanningError('UNAVAILABLE', 'The map page is not built; run `npm run build`.');
      return reply.header('cache-control', 'no-cache').type(type).send(contents);
    });
  }
  if (!folder) return;
  await fastify.register(async (parts) => {
    // Who keeps them for others must not hand one out to whom cannot decompress it.
    parts.addHook('onSend', async (_request, reply) => {
      const vary = [reply.getHeader('vary'), 'accept-encoding'].filter(Boolean);
      void reply.header('vary', vary.join(', '));
    });
    await parts.register(serveFiles, {
      root: path.join(folder, 'assets'),
      prefix: '/assets/',
      decorateReply: false,
      preCompressed: true,
      index: false,
      immutable: true,
      maxAge: '365d',
    });
  });
}
