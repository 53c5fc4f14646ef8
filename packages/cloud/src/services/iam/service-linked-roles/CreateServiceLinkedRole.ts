import type {
  CreateServiceLinkedRoleCommandInput,
  CreateServiceLinkedRoleCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { invalidInput } from '../errors.ts'
import { nameKey } from '../names.ts'
import { roles, toRole } from '../roles/role.ts'
import { makeServiceLinkedRole } from './ensure-role.ts'
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
  const role = makeServiceLinkedRole(ctx, {
    service,
    suffix: input.CustomSuffix,
    description: input.Description,
  })
  return { Role: toRole(role) }
})
