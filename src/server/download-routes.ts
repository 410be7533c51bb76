import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { Download, DownloadsService, FilePieces } from '../downloads/index.js';
import type { Identify } from '../platform/access/identify.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { sayFreshness, sendDescription } from './answer-headers.js';
import { DownloadPlaces } from './download-places.js';
import { originOf } from './graphql-route.js';
import type { RequestGuard, RequestGuards } from './request-guard.js';

export interface DownloadRoutesGround {
  readonly downloads: DownloadsService;
  readonly identify: Identify;
  readonly guards: RequestGuards;
}

/** Nobody holds a place longer, however slowly the file is taken. */
const LONGEST_MILLIS = 30 * 60_000;

interface FileParams {
  readonly file: string;
}

/**
 * `/downloads` tells what there is, `/downloads/{name}.{ending}` is a file, sent while it is made. A client that takes
 * nothing for as long as a request may last is left alone; a file that cannot be finished is broken off, so that no
 * part of it looks like the whole. HEAD checks what is asked for and makes nothing of it.
 */
export function addDownloadRoutes(fastify: FastifyInstance, ground: DownloadRoutesGround): void {
  const { downloads, identify, guards } = ground;
  const viewerOf = (request: FastifyRequest) => identify(originOf(request));
  const places = new DownloadPlaces();

  fastify.get('/downloads', async (request, reply) => {
    const offers = downloads.list(await viewerOf(request));
    return sendDescription(request, sayFreshness(reply, false), { downloads: offers });
  });

  fastify.route<{ Params: FileParams }>({
    method: ['GET', 'HEAD'],
    url: '/downloads/:file',
    handler: async (request, reply) => {
      const viewer = await viewerOf(request);
      const { name, format } = partsOf(request.params.file);
      const leave = places.take(request.ip);
      const guard = guards.watch(reply);
      const end = () => {
        leave();
        guard.release();
      };
      try {
        const query = request.query as Readonly<Record<string, unknown>>;
        const opening = downloads.open({ name, format, query }, viewer, guard.signal);
        const download = await Promise.race([opening, guard.deadline]);
        if (request.method === 'HEAD') {
          end();
          nameFile(reply, download);
          return reply.send();
        }
        const first = await Promise.race([download.pieces.next(), guard.deadline]);
        nameFile(reply, download);
        const stream = Readable.from(paced(first, download.pieces, guard), { objectMode: false });
        // Also where nobody begins to read it, as where the client is gone already.
        stream.once('close', () => {
          end();
          download.pieces.return().catch(() => {});
        });
        return reply.send(stream);
      } catch (error) {
        end();
        throw error;
      }
    },
  });
}

/** The pieces, the first of which is there, while each is taken in time. */
async function* paced(
  first: IteratorResult<Uint8Array, void>,
  pieces: FilePieces,
  guard: RequestGuard,
): FilePieces {
  const began = performance.now();
  try {
    for (let piece = first; !piece.done; piece = await pieces.next()) {
      guard.signal.throwIfAborted();
      guard.renew();
      yield piece.value;
      if (performance.now() - began > LONGEST_MILLIS)
        throw new PlanningError('DEADLINE_EXCEEDED', 'The download took too long and was stopped.');
    }
    guard.signal.throwIfAborted();
  } finally {
    await pieces.return();
  }
}

export function nameFile(
  reply: FastifyReply,
  { fileName, plainName, mediaType }: Omit<Download, 'pieces'>,
): void {
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  void reply
    .type(mediaType)
    .header('content-disposition', `attachment; filename="${plainName}"; filename*=UTF-8''${encoded}`)
    .header('cache-control', 'private, no-store');
}

function partsOf(file: string): { name: string; format: string } {
  const dot = file.lastIndexOf('.');
  return dot < 0 ? { name: file, format: '' } : { name: file.slice(0, dot), format: file.slice(dot + 1) };
}
