import { writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';

/** Writes a page of results into bench/, laid out like the other files. */
export async function writePage(name: string, page: string): Promise<void> {
  const file = path.resolve('bench', name);
  const settings = await prettier.resolveConfig(file);
  writeFileSync(file, await prettier.format(page, { ...settings, parser: 'markdown' }));
  console.log(`bench: wrote ${path.relative(process.cwd(), file)}`);
}
