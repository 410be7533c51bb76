import type { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import {
  DEFAULT_SPEED_METERS_PER_SECOND,
  matrixFromNetwork,
  type MatrixPlace,
} from '../accessibility/index.js';
import { openDatasetFile } from '../imports/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import type { CommandGround } from './command-ground.js';
import { networkOfFile } from './network-file.js';
import { numberOption } from './option-values.js';

interface MatrixOptions {
  readonly network: string;
  readonly origins: string;
  readonly destinations: string;
  readonly minutes?: number;
  readonly speed: number;
}

const ROWS_PER_WRITE = 2000;

/** `carecircle matrix`: walking times between two lists of places on an OSM extract, as CSV. */
export function addMatrixCommand(program: Command, ground: CommandGround): void {
  program
    .command('matrix')
    .description(
      '两组地点之间的步行时间（CSV，不需要数据库） · walking times between places as CSV, without a database',
    )
    .requiredOption('--network <file.osm.pbf>', 'OSM 路网 · OSM extract')
    .requiredOption('--origins <file.csv>', '起点：id,lon,lat · origins')
    .requiredOption('--destinations <file.csv>', '终点：id,lon,lat · destinations')
    .option('--minutes <n>', '只算多少分钟以内 · only within', numberOption('minutes'))
    .option(
      '--speed <m/s>',
      '步速（米/秒） · walking speed',
      numberOption('speed'),
      DEFAULT_SPEED_METERS_PER_SECOND,
    )
    .action(async (options: MatrixOptions) => {
      const origins = await placesOf(options.origins);
      const destinations = await placesOf(options.destinations);
      const network = await networkOfFile(options.network);
      let rows: string[][] = [['origin', 'destination', 'walkSeconds']];
      for await (const { origin, destination, walkSeconds } of matrixFromNetwork(
        network,
        origins,
        destinations,
        options,
      )) {
        rows.push([origin, destination, walkSeconds]);
        if (rows.length < ROWS_PER_WRITE) continue;
        await ground.write(stringify(rows));
        rows = [];
      }
      await ground.write(stringify(rows));
    });
}

async function placesOf(path: string): Promise<MatrixPlace[]> {
  const file = await openDatasetFile(path, { format: 'csv' });
  const places: MatrixPlace[] = [];
  for await (const { row, properties, geometry } of file.records()) {
    const id = String(properties.id ?? '').trim();
    if (id === '')
      throw badInput(`${path} line ${row}: the column id is empty or missing.`, { file: path, row });
    if (geometry?.type !== 'Point') {
      throw badInput(`${path} line ${row}: lon and lat must be numbers in WGS 84 degrees.`, {
        file: path,
        row,
      });
    }
    places.push({ id, lon: geometry.coordinates[0], lat: geometry.coordinates[1] });
  }
  return places;
}
