import { readFile } from 'node:fs/promises';
import { Option } from 'commander';
import { badInput } from '../platform/errors/bad-input.js';
import {
  type AppliedScenario,
  readScenario,
  scenarioWith,
  type UncheckedScenario,
} from '../scenarios/index.js';
import type { CommandGround } from './command-ground.js';
import { unreadable } from './unreadable-file.js';

export function scenarioOption(flag = '--scenario', words = ''): Option {
  return new Option(
    `${flag} <id|file.json>`,
    `${words}规划情景：编号，或未保存的变动文件 · a saved scenario, or changes from a file`,
  );
}

/**
 * The scenario an option names: an id, or a file with changes.
 * @throws PlanningError NOT_FOUND, BAD_USER_INPUT
 */
export async function namedScenario(
  text: string | undefined,
  ground: CommandGround,
): Promise<AppliedScenario | null> {
  if (text === undefined) return null;
  if (!/^\d+$/.test(text)) return scenarioWith([], (await readScenarioFile(text)).changes);
  const { scenarios } = await ground.rooms();
  return scenarioWith((await scenarios.service.get(text, ground.viewer)).saved, []);
}

/** @throws PlanningError BAD_USER_INPUT for a file that cannot be read or holds no scenario */
export async function readScenarioFile(file: string): Promise<UncheckedScenario> {
  return readScenario(await readJsonFile(file));
}

/** @throws PlanningError BAD_USER_INPUT for a file that cannot be read or is not JSON */
export async function readJsonFile(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error);
  });
  return parseJson(text.replace(/^\ufeff/, ''), file);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badInput(`${file} is not JSON: ${(error as Error).message}`, { file });
  }
}
