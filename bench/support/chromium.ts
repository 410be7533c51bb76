import { existsSync } from 'node:fs';

/** Debian's Chromium, or what CHROMIUM names; null where there is none. */
export function findChromium(): string | null {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  return places.find((file) => file && existsSync(file)) ?? null;
}

/** Draws without a graphics card, runs as root, asks nobody for news. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  ...['--disable-background-networking', '--disable-component-update', '--no-first-run'],
];
