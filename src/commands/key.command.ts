import { type Command, Option } from 'commander';
import { ROLES, type Role } from '../platform/access/viewer.js';
import type { CommandGround } from './command-ground.js';

/** `carecircle key create|list|revoke`. */
export function addKeyCommands(program: Command, ground: CommandGround): void {
  const key = program.command('key').description('管理访问密钥 · API keys');
  key
    .command('create')
    .description('新建密钥（只显示这一次） · create a key; it is shown this once')
    .addOption(new Option('--role <role>', '角色 · role').choices(ROLES).makeOptionMandatory())
    .requiredOption('--name <name>', '名称 · name')
    .option('--json', 'JSON')
    .action(async ({ role, name, json }: { role: Role; name: string; json?: boolean }) => {
      const created = await (await ground.rooms()).access.service.create(name, role, ground.viewer);
      if (json) ground.printJson(created);
      else
        ground.print(`${created.key}\n请立即保存，之后无法再次查看。 Keep it now; it cannot be shown again.`);
    });
  key
    .command('list')
    .description('列出密钥 · list keys')
    .option('--json', 'JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const keys = await (await ground.rooms()).access.service.list(ground.viewer);
      if (json) ground.printJson(keys);
      else
        ground.print(
          keys.map((one) => `${one.name}\t${one.role}\t${one.revokedAt ? 'revoked' : 'active'}`).join('\n') ||
            '（无 · none）',
        );
    });
  key
    .command('revoke')
    .description('停用密钥 · end a key')
    .requiredOption('--name <name>', '名称 · name')
    .action(async ({ name }: { name: string }) => {
      await (await ground.rooms()).access.service.revoke(name, ground.viewer);
      ground.print(`已停用 · revoked: ${name}`);
    });
}
