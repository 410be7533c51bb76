import { defineEnum } from '../platform/graphql/define-enum.js';

export const RoleEnum = defineEnum('Role', 'What a viewer may do. 角色', {
  public: 'Reads boundaries, published facilities and coverage; needs no credential. 公众',
  planner: 'Reads everything, records statuses, imports features. 规划人员',
  resources:
    'Natural resources and housing staff: estates and non-public facility fields. 自然资源与住建人员',
  admin: 'May do everything, including API keys. 管理员',
});
