import type { DeleteSecurityGroupRequest, DeleteSecurityGroupResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { findGroup } from './find-group.ts'
import { securityGroupRules, securityGroups } from './security-group.ts'

/**
 * Deletes a group.
 * @limits Not the default one, nor while an interface or a rule uses it.
 */
export const DeleteSecurityGroup = operation<DeleteSecurityGroupRequest, DeleteSecurityGroupResult>(
  'DeleteSecurityGroup',
  (ctx, input) => {
    const group = findGroup(ctx, input)
    if (group.name === 'default') {
      throw new AwsError(
        'CannotDelete',
        `the specified group: "${group.id}" name: "default" cannot be deleted by a user`,
      )
    }
    const usedByInterface = ctx.db.by(networkInterfaces, 'group', group.id).length > 0
    const usedByRule = ctx.db
      .by(securityGroupRules, 'referenced', group.id)
      // A rule of a peer VPC does not hold the group: it goes stale.
      .some(
        ({ groupId, peer }) =>
          groupId !== group.id && peer.kind === 'group' && !peer.peering && !peer.transit,
      )
    if (usedByInterface || usedByRule) {
      throw new AwsError('DependencyViolation', `resource ${group.id} has a dependent object`)
    }
    for (const rule of ctx.db.by(securityGroupRules, 'group', group.id)) {
      ctx.db.delete(securityGroupRules, rule.id)
    }
    ctx.db.delete(securityGroups, group.id)
    return { Return: true, GroupId: group.id }
  },
)
