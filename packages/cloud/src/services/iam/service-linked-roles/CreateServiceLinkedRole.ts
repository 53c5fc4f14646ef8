import type {
  CreateServiceLinkedRoleCommandInput,
  CreateServiceLinkedRoleCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { invalidInput } from '../errors.ts'
import { makeUniqueId } from '../ids.ts'
import { iamArn, nameKey } from '../names.ts'
import { roles, toRole, type RoleRecord } from '../roles/role.ts'
import { serviceLinkedRoleName } from './service-linked-role.ts'

/**
 * Makes the role by which a service of AWS acts.
 * @differs It gets no policy of the service's.
 */
export const CreateServiceLinkedRole = operation<
  CreateServiceLinkedRoleCommandInput,
  Omit<CreateServiceLinkedRoleCommandOutput, '$metadata'>
>('CreateServiceLinkedRole', (ctx, input) => {
  const service = input.AWSServiceName ?? ''
  if (!/^[a-z0-9.-]+\.amazonaws\.com$/.test(service))
    throw invalidInput(`Service ${service} is not a valid AWS service principal.`)
  const name = serviceLinkedRoleName(service, input.CustomSuffix)
  if (ctx.db.get(roles, nameKey(name))) {
    throw invalidInput(
      `Service role name ${name} has been taken in this account, please try a different suffix.`,
    )
  }
  const path = `/aws-service-role/${service}/`
  const role: RoleRecord = {
    id: nameKey(name),
    name,
    path,
    roleId: makeUniqueId('AROA', ctx.chance),
    arn: iamArn(ctx.account, 'role', path, name),
    description: input.Description,
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
  return { Role: toRole(role) }
})
