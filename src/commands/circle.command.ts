import type { Command } from 'commander';
import {
  circleFromNetwork,
  DEFAULT_SPEED_METERS_PER_SECOND,
  DEFAULT_WALK_MINUTES,
} from '../accessibility/index.js';
import type { CommandGround } from './command-ground.js';
import { networkOfFile } from './network-file.js';
import { numberOption, positionOption } from './option-values.js';

interface CircleOptions {
  readonly network: string;
  readonly at: readonly [number, number];
  readonly minutes: number;
  readonly speed: number;
}

/** `carecircle circle`: the walking circle of a point on an OSM extract. */
export function addCircleCommand(program: Command, ground: CommandGround): void {
  program
    .command('circle')
    .description(
      '一点的步行服务圈（GeoJSON，不需要数据库） · walking circle of a point as GeoJSON, without a database',
    )
    .requiredOption('--network <file.osm.pbf>', 'OSM 路网 · OSM extract')
    .requiredOption('--at <lon,lat>', 'WGS 84 经纬度 · position', positionOption)
    .option('--minutes <n>', '步行分钟 · walking minutes', numberOption('minutes'), DEFAULT_WALK_MINUTES)
    .option(
      '--speed <m/s>',
      '步速（米/秒） · walking speed',
      numberOption('speed'),
      DEFAULT_SPEED_METERS_PER_SECOND,
    )
    .option('--json', 'JSON（本命令总是 JSON · always JSON here）')
    .action(async ({ network, at, minutes, speed }: CircleOptions) => {
      ground.print(JSON.stringify(circleFromNetwork(await networkOfFile(network), at, { minutes, speed })));
    });
}
