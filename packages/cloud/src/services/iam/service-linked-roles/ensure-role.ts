import type { Context } from '../../../engine/context.ts'
import { makeUniqueId } from '../ids.ts'
import { iamArn, nameKey } from '../names.ts'
import { roles, type RoleRecord } from '../roles/role.ts'
import { serviceLinkedRoleName } from './service-linked-role.ts'

/** The role by which a service acts in the account; made when the service first needs it, as AWS's services do. */
export function ensureServiceLinkedRole(ctx: Context, service: string): RoleRecord {
  return (
    ctx.db.get(roles, nameKey(serviceLinkedRoleName(service, undefined))) ??
    makeServiceLinkedRole(ctx, { service })
  )
}

export function makeServiceLinkedRole(
  ctx: Context,
  {
    service,
    suffix,
    description,
  }: { readonly service: string; readonly suffix?: string; readonly description?: string },
): RoleRecord {
  const name = serviceLinkedRoleName(service, suffix)
  const path = `/aws-service-role/${service}/`
  const role: RoleRecord = {
    id: nameKey(name),
    name,
    path,
    roleId: makeUniqueId('AROA', ctx.chance),
    arn: iamArn(ctx.account, 'role', path, name),
    description,
    trustPolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: [service] } },
      ],
    }),
    createTime: ctx.now,
    maxSessionDuration: 3600,
    attachedPolicies: [],
    inlinePolicies: {},
    tags: [],
  }
  ctx.db.put(roles, role)
  return role
}
