// Alone: node dist/bench/downloads.js
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DOWNLOAD_FORMATS, type DownloadFormat } from '../src/downloads/formats/download-format.js';
import type { Finding } from './compare-with-peers.js';
import { peakMegabytes } from './support/peak-megabytes.js';

const COUNTS = [1_000, 10_000, 100_000];
const RUNS = 3;
const WRITER = fileURLToPath(new URL('./support/write-download.js', import.meta.url));

/** How ogr2ogr is asked for the same. Ours has no index above 8 MB in FlatGeobuf and none in GeoPackage. */
const PEER: Readonly<Record<DownloadFormat, readonly string[]>> = {
  csv: ['-f', 'CSV', '-lco', 'GEOMETRY=AS_XY', '-lco', 'WRITE_BOM=YES'],
  xlsx: ['-f', 'XLSX'],
  geojson: ['-f', 'GeoJSON', '-lco', 'RFC7946=YES'],
  geojsonl: ['-f', 'GeoJSONSeq'],
  gpkg: ['-f', 'GPKG', '-lco', 'SPATIAL_INDEX=NO'],
  fgb: ['-f', 'FlatGeobuf'],
};

interface Cost {
  readonly seconds: number;
  /** Most memory the process had, in MB. */
  readonly megabytes: number;
}

const run = promisify(execFile);

/**
 * What it takes to write generated points with eight fields, each in a process of its own, beside Debian's ogr2ogr, which
 * reads them from FlatGeobuf and writes the same format. Of ours the start of Node is not in the seconds, of the peer's
 * its start is (some hundredths of a second).
 */
export async function downloads(): Promise<Finding[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'carecircle-bench-'));
  try {
    const peer = peerVersion();
    if (!peer) console.log('bench: ogr2ogr is not measured: there is none.');
    const findings: Finding[] = [];
    for (const count of COUNTS) {
      const source = path.join(folder, `source-${count}.fgb`);
      await write('fgb', count, source);
      for (const format of DOWNLOAD_FORMATS) {
        const file = path.join(folder, `ours.${format}`);
        const own = await median(() => write(format, count, file));
        const size = (statSync(file).size / 1e6).toFixed(1);
        const other =
          peer && (await median(() => convert(format, source, path.join(folder, `peer.${format}`))));
        findings.push({
          name: `download of ${count.toLocaleString('en')} points as ${format}, ${size} MB; ${peer ?? 'no peer'}`,
          value: other ? `${told(own)}; ${told(other)}; ${ratio(other, own)} × the speed` : told(own),
          target: count === 100_000 ? 'no more memory than for 1,000 but for buffers' : '',
        });
      }
    }
    return findings;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function write(format: DownloadFormat, count: number, file: string): Promise<Cost> {
  const { stdout } = await run(process.execPath, [WRITER, format, String(count), file]);
  return JSON.parse(stdout) as Cost;
}

/** Runs the peer and watches how much memory it has at most. */
async function convert(format: DownloadFormat, source: string, file: string): Promise<Cost> {
  rmSync(file, { force: true });
  const began = performance.now();
  const child = spawn('ogr2ogr', [...PEER[format], file, source], { stdio: 'ignore' });
  let megabytes = 0;
  const watch = setInterval(() => (megabytes = Math.max(megabytes, peakMegabytes(child.pid ?? 0))), 5);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  clearInterval(watch);
  if (code !== 0) throw new Error(`ogr2ogr ended with ${code} writing ${format}`);
  return { seconds: (performance.now() - began) / 1000, megabytes };
}

async function median(measure: () => Promise<Cost>): Promise<Cost> {
  const costs: Cost[] = [];
  for (let k = 0; k < RUNS; k++) costs.push(await measure());
  return costs.sort((a, b) => a.seconds - b.seconds)[Math.floor(RUNS / 2)];
}

function told({ seconds, megabytes }: Cost): string {
  return `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`;
}

function ratio(other: Cost, own: Cost): string {
  return (other.seconds / own.seconds).toFixed(2);
}

function peerVersion(): string | null {
  try {
    return `ogr2ogr of ${execFileSync('ogr2ogr', ['--version'], { encoding: 'utf8' }).split(',')[0].trim()}`;
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const { name, value, target } of await downloads())
    console.log(`${name}\n  ${value}${target && ` (${target})`}`);
