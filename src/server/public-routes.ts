import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DownloadsService } from '../downloads/index.js';
import { checkDivisionCode } from '../divisions/index.js';
import { publicViewer } from '../platform/access/viewer.js';
import { badInput } from '../platform/errors/bad-input.js';
import { weakTag } from '../platform/weak-tag.js';
import {
  type Language,
  LANGUAGES,
  listFeed,
  PUBLIC_LISTS,
  publicPage,
  type PublicListsService,
} from '../public-lists/index.js';
import { sayFreshness, sendDescription } from './answer-headers.js';
import { nameFile } from './download-routes.js';
import { hasAlready } from './has-already.js';
import type { RequestGuards } from './request-guard.js';

export interface PublicRoutesGround {
  readonly publicLists: PublicListsService;
  readonly downloads: DownloadsService;
  readonly guards: RequestGuards;
}

interface Query {
  readonly division?: unknown;
  readonly lang?: unknown;
}

/**
 * `/public`: the two public lists as a page without scripts, and each as JSON and CSV. Everybody gets the same, whoever
 * asks; `division` keeps to one street or county, for a poster there.
 */
export function addPublicRoutes(fastify: FastifyInstance, ground: PublicRoutesGround): void {
  const { publicLists, downloads, guards } = ground;

  fastify.get<{ Querystring: Query }>('/public', async (request, reply) => {
    const language = languageOf(request.query.lang);
    const division = divisionOf(request.query);
    const lists = await Promise.all(PUBLIC_LISTS.map((name) => publicLists.read(name, division)));
    return sendText(
      request,
      sayFreshness(reply, true),
      publicPage(lists, language),
      'text/html; charset=utf-8',
    );
  });

  for (const name of PUBLIC_LISTS) {
    fastify.get<{ Querystring: Query }>(`/public/${name}.json`, async (request, reply) => {
      const list = await publicLists.read(name, divisionOf(request.query));
      return sendDescription(request, sayFreshness(reply, true), listFeed(list));
    });

    fastify.get<{ Querystring: Query }>(`/public/${name}.csv`, async (request, reply) => {
      const guard = guards.watch(reply);
      try {
        const division = divisionOf(request.query);
        const query = division === null ? {} : { division };
        const asked = { name: `public-${name}`, format: 'csv', query };
        const { pieces, ...file } = await downloads.open(asked, publicViewer, guard.signal);
        const all: Uint8Array[] = [];
        for await (const piece of pieces) all.push(piece);
        nameFile(reply, file);
        return sendText(request, sayFreshness(reply, true), Buffer.concat(all), file.mediaType);
      } finally {
        guard.release();
      }
    });
  }
}

function sendText(
  request: FastifyRequest,
  reply: FastifyReply,
  content: string | Buffer,
  mediaType: string,
): FastifyReply {
  const etag = weakTag(content);
  void reply.header('etag', etag);
  if (hasAlready(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.type(mediaType).send(content);
}

function languageOf(lang: unknown): Language {
  if (lang === undefined || lang === '') return 'zh';
  const known = LANGUAGES.find((language) => language === lang);
  if (known) return known;
  const got = JSON.stringify(String(lang).slice(0, 40));
  throw badInput(`lang: expected one of ${LANGUAGES.join(', ')}, got ${got}.`, { field: 'lang' });
}

function divisionOf({ division }: Query): string | null {
  if (division === undefined || division === '') return null;
  if (typeof division === 'string') return checkDivisionCode(division, 'division');
  throw badInput('division: expected it once.', { field: 'division' });
}
