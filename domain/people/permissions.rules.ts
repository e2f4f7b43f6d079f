import { AppError } from '../errors.ts';

/** One vocabulary, `area:verb` (`domain.md` 2.2); later areas join here. */
export const permissions = [
  'ticket:view',
  'ticket:create',
  'ticket:reply',
  'ticket:note',
  'ticket:assign',
  'ticket:status',
  'mail:moderate',
  'mail:decide',
  'customer:view',
  'customer:edit',
  'contact:edit',
  'settings:view',
  'settings:edit',
  'user:edit',
  'team:edit',
  'template:edit',
  'time:edit',
  'kb:view',
  'kb:edit',
  'ai:use',
  'ai:view',
  'ai:edit',
] as const;
export type Permission = (typeof permissions)[number];

/** Every role a member of staff can have. */
export const roles = ['owner', 'admin', 'manager', 'sales', 'support', 'viewer'] as const;
export type Role = (typeof roles)[number];

const look: Permission[] = ['ticket:view', 'customer:view', 'kb:view'];
const work: Permission[] = [
  ...look,
  'ticket:create',
  'ticket:reply',
  'ticket:note',
  'ticket:assign',
  'ticket:status',
  'contact:edit',
  'mail:moderate',
  'kb:edit',
  'ai:use',
];
const lead: Permission[] = [...work, 'customer:edit', 'mail:decide', 'team:edit', 'template:edit', 'time:edit', 'settings:view', 'ai:view'];

/** The permission table: what each role may do. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  owner: permissions,
  admin: permissions,
  manager: lead,
  sales: [...look, 'ticket:create', 'ticket:reply', 'ticket:note', 'customer:edit', 'contact:edit', 'ai:use'],
  support: work,
  viewer: look,
};

/** True when the role holds the permission. */
export function can(role: Role, permission: Permission): boolean {
  return rolePermissions[role].includes(permission);
}

/** Throws `not_permitted` unless the role holds the permission. */
export function assertCan(role: Role, permission: Permission): void {
  if (can(role, permission)) return;
  throw new AppError('not_permitted', {
    message: `role ${role} lacks ${permission}`,
    userMessage: `Your role (${role}) may not do this. It needs the permission ${permission}; ask an owner or admin.`,
    details: { role, permission },
  });
}
