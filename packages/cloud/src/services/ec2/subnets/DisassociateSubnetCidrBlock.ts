import type {
  DisassociateSubnetCidrBlockRequest,
  DisassociateSubnetCidrBlockResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { contains, parseAddress, parseBlock } from '../../../network/address.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { toIpv6Association } from './describe-subnet.ts'
import { isIpv6Native, subnets, type SubnetRecord } from './subnet.ts'

/**
 * Takes a subnet's IPv6 block away.
 * @limits Not while an interface has an address or prefix of it, nor from a subnet of IPv6 alone.
 */
export const DisassociateSubnetCidrBlock = operation<
  DisassociateSubnetCidrBlockRequest,
  DisassociateSubnetCidrBlockResult
>('DisassociateSubnetCidrBlock', (ctx, { AssociationId: id = '' }) => {
  const [subnet] = ctx.db.by(subnets, 'association', id)
  const block = subnet?.ipv6Blocks?.find((each) => each.id === id)
  if (!subnet || !block) {
    throw new AwsError(
      'InvalidSubnetCidrBlockAssociationID.NotFound',
      `The subnet CIDR block with association ID '${id}' does not exist`,
    )
  }
  if (isIpv6Native(subnet)) {
    throw new AwsError(
      'OperationNotPermitted',
      `The subnet CIDR block with association ID ${id} may not be disassociated. It is the only CIDR block of the subnet`,
    )
  }
  // As of a VPC's block; no proof of AWS's words for a subnet was found.
  if (hasAddresses(ctx, subnet, block.cidrBlock)) {
    throw new AwsError(
      'InvalidCidrBlock.InUse',
      `The subnet ${subnet.id} currently has addresses in use within CIDR block ${block.cidrBlock}`,
    )
  }
  ctx.db.put(subnets, {
    ...subnet,
    assignIpv6AddressOnCreation: false,
    ipv6Blocks: subnet.ipv6Blocks?.filter((each) => each !== block),
  })
  return {
    SubnetId: subnet.id,
    Ipv6CidrBlockAssociation: toIpv6Association(block, 'disassociating'),
  }
})

function hasAddresses(ctx: Context, { id }: SubnetRecord, cidrBlock: string): boolean {
  const block = parseBlock(cidrBlock)
  if (!block) return false
  const isWithin = (text: string): boolean => {
    const address = parseAddress(text.split('/')[0] ?? '')
    return address !== undefined && contains(block, address)
  }
  return ctx.db
    .by(networkInterfaces, 'subnet', id)
    .some(({ ipv6Addresses, ipv6Prefixes = [] }) =>
      [...ipv6Addresses, ...ipv6Prefixes].some(isWithin),
    )
}
