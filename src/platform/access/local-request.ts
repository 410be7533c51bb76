import type { IncomingHttpHeaders } from 'node:http';
import { isLoopbackName } from '../config/parse-config.js';

/** What tells where a request comes from. */
export interface RequestOrigin {
  readonly headers: IncomingHttpHeaders;
  /** Address of the peer of the socket itself, not what a proxy says. */
  readonly remoteAddress: string | undefined;
}

/** A proxy adds at least one of these; behind it everybody's socket is local. */
const PROXY_HEADERS = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
];

/**
 * True only for a request that a program or a page of this machine made to itself: the socket comes from a loopback
 * address, the Host is a loopback name (a rebound DNS name is not), a page's Origin is this very host (another page
 * open in the same browser is not), and no proxy passed it on.
 */
export function isLocalRequest({ headers, remoteAddress }: RequestOrigin): boolean {
  if (!remoteAddress || !isLoopbackName(remoteAddress)) return false;
  const host = hostNameOf(headers.host);
  if (host === null || !isLoopbackName(host)) return false;
  if (PROXY_HEADERS.some((name) => headers[name] !== undefined)) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return (
    headers.origin === undefined || headers.origin.toLowerCase() === `http://${headers.host!.toLowerCase()}`
  );
}

/** The name in a Host header without its port, or null when it is no plain `name[:port]`. */
function hostNameOf(host: string | undefined): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i.exec(host ?? '');
  return match ? match[1]! : null;
}
