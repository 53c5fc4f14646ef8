import type { Context } from '../engine/context.ts'
import { nameKey } from '../services/iam/names.ts'
import { parsePolicy } from '../services/iam/policies/document.ts'
import { roles } from '../services/iam/roles/role.ts'
import type { AttachedPolicy } from './principal.ts'

/** The trust policy of a role of this account or another; undefined for a role that is not there. */
export function trustPolicyOf(
  ctx: Context,
  roleArn: string,
): { readonly policy: AttachedPolicy; readonly account: string } | undefined {
  const account = roleArn.split(':')[4] ?? ''
  const db = account === ctx.account ? ctx.db : ctx.inAccount(account, ctx.region)
  const role = db?.get(roles, nameKey(roleArn.slice(roleArn.lastIndexOf('/') + 1)))
  if (role?.arn !== roleArn) return undefined
  return {
    account,
    policy: {
      layer: 'trust',
      from: { name: 'trust policy', holder: role.arn },
      policy: parsePolicy(role.trustPolicy, 'trust'),
    },
  }
}
