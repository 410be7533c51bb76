import type { Command } from 'commander';
import type { UncheckedChange } from '../coverage/index.js';
import { badInput } from '../platform/errors/bad-input.js';

/** Adds --open, --close and --move; what is given is put into the list returned, in the order of the command line. */
export function addChangeOptions(command: Command): readonly UncheckedChange[] {
  const changes: UncheckedChange[] = [];
  const adds = (read: (text: string) => UncheckedChange) => (text: string) => void changes.push(read(text));
  command
    .option('--open <lon,lat[=name]>', '新开 · open here', adds(readOpen))
    .option(
      '--close <id>',
      '关闭 · close',
      adds((facilityId) => ({ kind: 'CLOSE', facilityId })),
    )
    .option('--move <id=lon,lat>', '迁址 · move there', adds(readMove));
  return changes;
}

function readOpen(text: string): UncheckedChange {
  const [, place, name] = /^([^=]*)(?:=(.*))?$/su.exec(text)!;
  return { kind: 'OPEN', at: readPlace('open', place, text), name: name ?? null };
}

function readMove(text: string): UncheckedChange {
  const end = text.lastIndexOf('=');
  return { kind: 'MOVE', facilityId: text.slice(0, end), at: readPlace('move', text.slice(end + 1), text) };
}

function readPlace(option: string, place: string, text: string): { lon: number; lat: number } {
  const [lon, lat, ...more] = place.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (Number.isFinite(lon) && Number.isFinite(lat) && more.length === 0) return { lon: lon!, lat: lat! };
  const example = option === 'open' ? '118.24,33.96' : 'FAC-001=118.24,33.96';
  throw badInput(`--${option} must give WGS 84 degrees, such as ${example}; got "${text}".`, {
    [option]: text,
  });
}
