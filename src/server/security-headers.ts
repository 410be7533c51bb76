import type { FastifyHelmetOptions } from '@fastify/helmet';

/**
 * Pages load nothing from outside this server. Styles may be inline because GraphiQL's editor sets them on elements;
 * scripts may not. HTTPS is the proxy's business, so nothing here forces it.
 */
export const securityHeaders: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
  // Heeded over HTTPS only; on an intranet without it every page would begin with an error on the console.
  crossOriginOpenerPolicy: false,
  referrerPolicy: { policy: 'no-referrer' },
};
