import type { DeleteDhcpOptionsRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { dhcpOptions } from './dhcp-options.ts'

/**
 * Deletes a set of DHCP options.
 * @limits Not while a VPC uses it.
 */
export const DeleteDhcpOptions = operation<DeleteDhcpOptionsRequest, object>(
  'DeleteDhcpOptions',
  (ctx, input) => {
    const wanted = input.DhcpOptionsId ?? ''
    const { id } = findRecord(ctx, dhcpOptions, 'dhcp-options', wanted)
    if (ctx.db.all(vpcs).some((vpc) => vpc.dhcpOptionsId === id)) {
      throw new AwsError(
        'DependencyViolation',
        `The dhcpOptions '${id}' has dependencies and cannot be deleted.`,
      )
    }
    ctx.db.delete(dhcpOptions, id)
    return {}
  },
)
