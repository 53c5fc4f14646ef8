import type { DeleteNetworkAclRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { networkAcls } from './network-acl.ts'

/** Deletes an ACL that is neither the default one nor in use. */
export const DeleteNetworkAcl = operation<DeleteNetworkAclRequest, object>(
  'DeleteNetworkAcl',
  (ctx, input) => {
    const id = input.NetworkAclId ?? ''
    const acl = findRecord(ctx, networkAcls, 'network-acl', id)
    if (acl.isDefault) {
      throw new AwsError('InvalidParameterValue', `cannot delete default network ACL ${acl.id}`)
    }
    if (acl.associations.length > 0) {
      throw new AwsError(
        'DependencyViolation',
        `The networkAcl '${acl.id}' has dependencies and cannot be deleted.`,
      )
    }
    ctx.db.delete(networkAcls, acl.id)
    return {}
  },
)
