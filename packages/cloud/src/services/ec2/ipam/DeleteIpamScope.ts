import type { DeleteIpamScopeRequest, DeleteIpamScopeResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { ipamPools } from './ipam-pool.ts'
import { ipamScopes, toScope } from './ipam.ts'

/**
 * Deletes a scope.
 * @limits Not a default one, nor while it has pools.
 */
export const DeleteIpamScope = operation<DeleteIpamScopeRequest, DeleteIpamScopeResult>(
  'DeleteIpamScope',
  (ctx, { IpamScopeId = '' }) => {
    const scope = findRecord(ctx, ipamScopes, 'ipam-scope', IpamScopeId)
    if (scope.isDefault) {
      throw new AwsError(
        'OperationNotPermitted',
        `The scope '${scope.id}' is a default scope and cannot be deleted.`,
      )
    }
    if (ctx.db.by(ipamPools, 'scope', scope.id).length > 0) {
      throw new AwsError(
        'DependencyViolation',
        `The ipamScope '${scope.id}' has dependencies and cannot be deleted.`,
      )
    }
    ctx.db.delete(ipamScopes, scope.id)
    return { IpamScope: toScope(ctx, scope, 'delete-in-progress') }
  },
)
