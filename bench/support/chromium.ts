import { existsSync } from 'node:fs';

/** Debian's Chromium, or what CHROMIUM names; null where there is none. */
export function findChromium(): string | null {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  return places.find((file) => file && existsSync(file)) ?? null;
}

/**
 * Runs as root, asks nobody for news, and draws as on a machine without a graphics card: the map's WebGL by SwiftShader,
 * the page around it by the processor. Debian's start script would have SwiftShader imitate a card for the page too,
 * which no browser does by itself.
 */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  '--disable-gpu-compositing',
  ...['--disable-background-networking', '--disable-component-update', '--no-first-run'],
];
