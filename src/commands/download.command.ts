import type { Command } from 'commander';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { FilePieces } from '../downloads/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import type { CommandGround } from './command-ground.js';

/** `carecircle download`: a layer or a list as a file, as `/downloads` gives it. */
export function addDownloadCommand(program: Command, ground: CommandGround): void {
  program
    .command('download')
    .description(
      '下载图层或清单为文件；不带参数列出全部 · layers and lists as files; without a file, what there is',
    )
    .argument(
      '[file]',
      '如 facilities.csv；结尾决定格式 · name and ending: csv, xlsx, geojson, geojsonl, gpkg, fgb',
    )
    .argument('[filter...]', '筛选，如 divisionCode=321302000000 crs=4490 · what it is asked for by')
    .option('--output <path>', '写入此文件，默认用该名称；- 为标准输出 · where to; - is standard output')
    .action(async (file: string | undefined, filters: readonly string[], options: { output?: string }) => {
      const { downloads } = await ground.rooms();
      if (file === undefined) {
        for (const { name, zh, en, formats, parameters } of downloads.list(ground.viewer))
          ground.print(
            `${name}  ${zh} · ${en}\n  ${formats.join(' ')}\n  ${parameters.map((one) => `${one.name} ${one.zh}`).join('；')}`,
          );
        return;
      }
      const dot = file.lastIndexOf('.');
      const asked = {
        name: file.slice(0, Math.max(0, dot)),
        format: file.slice(dot + 1),
        query: queryOf(filters),
      };
      const { pieces } = await downloads.open(asked, ground.viewer, new AbortController().signal);
      const path = options.output ?? file;
      if (path === '-') for await (const piece of pieces) await ground.write(piece);
      else {
        await writeWhole(path, pieces);
        ground.remark(`已写入 · wrote ${path}`);
      }
    });
}

/** @throws PlanningError BAD_USER_INPUT */
function queryOf(filters: readonly string[]): Record<string, string> {
  const pairs = filters.map((filter) => {
    const at = filter.indexOf('=');
    if (at > 0) return [filter.slice(0, at), filter.slice(at + 1)] as const;
    throw badInput(`A filter is written name=value, such as divisionCode=321302000000; got "${filter}".`, {
      filter,
    });
  });
  return Object.fromEntries(pairs);
}

/**
 * Writes a file that is there only once it is whole.
 * @throws PlanningError BAD_USER_INPUT for a file that cannot be written
 */
async function writeWhole(path: string, pieces: FilePieces): Promise<void> {
  const unfinished = `${path}.part`;
  const stream = createWriteStream(unfinished);
  const failed = once(stream, 'error').then(([error]: Error[]) => {
    throw badInput(`${path} cannot be written: ${error.message}`, { file: path });
  });
  failed.catch(() => {});
  try {
    for await (const piece of pieces)
      if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), failed]);
    stream.end();
    await Promise.race([once(stream, 'close'), failed]);
    await rename(unfinished, path);
  } catch (error) {
    stream.destroy();
    await rm(unfinished, { force: true });
    throw error;
  }
}
