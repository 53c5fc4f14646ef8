import type { PutUserPermissionsBoundaryCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { findPolicy } from '../policies/policy.ts'
import { findUser, users } from './user.ts'

/**
 * Sets a user's permissions boundary.
 */
export const PutUserPermissionsBoundary = operation<PutUserPermissionsBoundaryCommandInput, object>(
  'PutUserPermissionsBoundary',
  (ctx, input) => {
    const user = findUser(ctx.db, input.UserName)
    const boundary = findPolicy(ctx.db, input.PermissionsBoundary ?? '')
    ctx.db.put(users, { ...user, permissionsBoundary: boundary.id })
    return {}
  },
)
