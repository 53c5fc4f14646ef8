import type {
  DisassociateSubnetCidrBlockRequest,
  DisassociateSubnetCidrBlockResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { toIpv6Association } from './describe-subnet.ts'
import { subnets } from './subnet.ts'

/** Takes a subnet's IPv6 block away. */
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
