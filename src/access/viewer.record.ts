import { Field, ObjectType } from 'type-graphql';
import type { Role } from '../platform/access/viewer.js';
import { RoleEnum } from './role.enum.js';

@ObjectType('Viewer', { description: 'Who sends this request. 当前访问者' })
export class ViewerRecord {
  @Field(() => String, {
    description: 'Name of the key or token; `local` at this machine, `anonymous` without one. 身份',
  })
  actor!: string;

  @Field(() => RoleEnum, { description: 'The role this request has. 角色' })
  role!: Role;
}
