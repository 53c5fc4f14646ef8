import type {
  DisassociateVpcCidrBlockCommandInput,
  DisassociateVpcCidrBlockCommandOutput,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import {
  blockCovers,
  ipv6BlockCovers,
  parseIpv4Block,
  parseIpv6Block,
} from '../../../network/cidr.ts'
import { routeTables } from '../route-tables/route-table.ts'
import { subnets, type SubnetRecord } from '../subnets/subnet.ts'
import { toIpv4Association, toIpv6Association } from './describe-vpc.ts'
import { ipv6Associations, vpcs, type VpcRecord } from './vpc.ts'

/**
 * Takes a further block from a VPC.
 * @limits Not the first one, nor while a subnet is in it.
 */
export const DisassociateVpcCidrBlock = operation<
  DisassociateVpcCidrBlockCommandInput,
  Omit<DisassociateVpcCidrBlockCommandOutput, '$metadata'>
>('DisassociateVpcCidrBlock', (ctx, { AssociationId: id = '' }) => {
  const [vpc] = ctx.db.by(vpcs, 'association', id)
  if (!vpc) {
    throw new AwsError(
      'InvalidVpcCidrBlockAssociationID.NotFound',
      `The vpc CIDR block association ID '${id}' does not exist`,
    )
  }
  if (vpc.cidrAssociationId === id) {
    throw new AwsError(
      'OperationNotPermitted',
      `The vpc CIDR block with association ID ${id} may not be disassociated. It is the primary IPv4 CIDR block of the VPC`,
    )
  }
  const ipv4 = vpc.secondaryBlocks?.find((each) => each.id === id)
  const ipv6 = ipv6Associations(vpc).find((each) => each.id === id)
  const cidrBlock = ipv4?.cidrBlock ?? ipv6?.cidrBlock ?? ''
  if (ctx.db.by(subnets, 'vpc', vpc.id).some((subnet) => lies(subnet, cidrBlock))) {
    throw new AwsError(
      'InvalidCidrBlock.InUse',
      `The vpc ${vpc.id} currently has a subnet within CIDR block ${cidrBlock}`,
    )
  }
  ctx.db.put(vpcs, {
    ...vpc,
    secondaryBlocks: vpc.secondaryBlocks?.filter((each) => each !== ipv4),
    ipv6Blocks: vpc.ipv6Blocks?.filter((each) => each !== ipv6),
  })
  removeRoutes(ctx, vpc, cidrBlock)
  return {
    VpcId: vpc.id,
    CidrBlockAssociation: ipv4 && toIpv4Association(ipv4, 'disassociating'),
    Ipv6CidrBlockAssociation: ipv6 && toIpv6Association(ctx.region, ipv6, 'disassociating'),
  }
})

function lies(subnet: SubnetRecord, cidrBlock: string): boolean {
  const block = parseIpv4Block(cidrBlock)
  if (block) {
    const own = parseIpv4Block(subnet.cidrBlock ?? '')
    return own !== undefined && blockCovers(block, own)
  }
  const ipv6 = parseIpv6Block(cidrBlock)
  return (subnet.ipv6Blocks ?? []).some((each) => {
    const own = parseIpv6Block(each.cidrBlock)
    return ipv6 !== undefined && own !== undefined && ipv6BlockCovers(ipv6, own)
  })
}

/** The block's own route leaves all of the VPC's tables, whatever it led to. */
function removeRoutes(ctx: Context, vpc: VpcRecord, cidrBlock: string): void {
  for (const table of ctx.db.by(routeTables, 'vpc', vpc.id)) {
    const routes = table.routes.filter(
      ({ origin, destinationCidrBlock, destinationIpv6CidrBlock }) =>
        origin !== 'CreateRouteTable' ||
        (destinationCidrBlock !== cidrBlock && destinationIpv6CidrBlock !== cidrBlock),
    )
    ctx.db.put(routeTables, { ...table, routes })
  }
}
