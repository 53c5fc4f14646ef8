import type { AssociateDhcpOptionsRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { dhcpOptions } from './dhcp-options.ts'

/**
 * Gives a VPC other DHCP options; `default` stands for none. Guests take them up when their leases are
 * renewed.
 */
export const AssociateDhcpOptions = operation<AssociateDhcpOptionsRequest, object>(
  'AssociateDhcpOptions',
  (ctx, input) => {
    const wanted = input.DhcpOptionsId ?? ''
    const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
    const dhcpOptionsId =
      wanted === 'default' ? wanted : findRecord(ctx, dhcpOptions, 'dhcp-options', wanted).id
    ctx.db.put(vpcs, { ...vpc, dhcpOptionsId })
    return {}
  },
)
