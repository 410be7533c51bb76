const SCRUBBED = '[hidden]';

/** Shapes of secrets that could slip into any text: addresses with a password, our keys, credentials of an Authorization header, JWTs. */
const SECRET_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"']*):[^\s/"']+@/gi, `$1:${SCRUBBED}@`],
  [/\bcc_[a-z]+_[A-Za-z0-9_-]{43}/g, `cc_${SCRUBBED}`],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${SCRUBBED}`],
  [/\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, SCRUBBED],
];

/** @returns a function that hides secrets in a text: the known ones, and whatever has the shape of one. */
export function secretScrubber(known: readonly string[] = []): (text: string) => string {
  const exact = known.filter((secret) => secret.length > 0);
  return (text) => {
    let scrubbed = text;
    for (const secret of exact) scrubbed = scrubbed.replaceAll(secret, SCRUBBED);
    for (const [shape, replacement] of SECRET_SHAPES) scrubbed = scrubbed.replace(shape, replacement);
    return scrubbed;
  };
}
