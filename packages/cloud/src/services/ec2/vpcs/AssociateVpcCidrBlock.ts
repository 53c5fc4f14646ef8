import type {
  AssociateVpcCidrBlockCommandInput,
  AssociateVpcCidrBlockCommandOutput,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { blockCovers, parseIpv4Block } from '../../../network/cidr.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { addIpv6Entries } from '../network-acls/allow-ipv6.ts'
import { localIpv6Route, localRoute } from '../route-tables/local-routes.ts'
import { routeTables, type Route } from '../route-tables/route-table.ts'
import { refuseMembers } from '../unsupported.ts'
import { toIpv4Association, toIpv6Association } from './describe-vpc.ts'
import { takeIpv6Block } from './ipv6-block.ts'
import { readSecondaryBlock } from './read-cidr.ts'
import { ipv4Associations, ipv6Associations, vpcs, type VpcRecord } from './vpc.ts'

type Output = Omit<AssociateVpcCidrBlockCommandOutput, '$metadata'>

/**
 * Gives a VPC a further IPv4 block, or an IPv6 block of Amazon's.
 * @limits 5 of either kind.
 * @differs Blocks of IPAM or of one's own are refused.
 */
export const AssociateVpcCidrBlock = operation<AssociateVpcCidrBlockCommandInput, Output>(
  'AssociateVpcCidrBlock',
  (ctx, input) => {
    refuseMembers('AssociateVpcCidrBlock', input, [
      'Ipv4IpamPoolId',
      'Ipv4NetmaskLength',
      'Ipv6Pool',
      'Ipv6CidrBlock',
      'Ipv6IpamPoolId',
      'Ipv6NetmaskLength',
      'Ipv6CidrBlockNetworkBorderGroup',
    ])
    const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
    if (input.CidrBlock && input.AmazonProvidedIpv6CidrBlock) {
      throw new AwsError(
        'InvalidParameterCombination',
        'The parameter cidrBlock cannot be used with the parameter amazonProvidedIpv6CidrBlock',
      )
    }
    if (input.CidrBlock) return addIpv4(ctx, vpc, input.CidrBlock)
    if (input.AmazonProvidedIpv6CidrBlock) return addIpv6(ctx, vpc)
    throw new AwsError('MissingParameter', 'The request must contain the parameter cidrBlock')
  },
)

function addIpv4(ctx: Context, vpc: VpcRecord, text: string): Output {
  checkQuota(ctx, 'ipv4BlocksPerVpc', ipv4Associations(vpc).length, 1, vpc.id)
  const cidrBlock = readSecondaryBlock(vpc, text)
  refuseRouted(ctx, vpc, cidrBlock)
  const association = { id: newId(ctx.chance, 'vpc-cidr-assoc'), cidrBlock }
  ctx.db.put(vpcs, { ...vpc, secondaryBlocks: [...(vpc.secondaryBlocks ?? []), association] })
  addRoute(ctx, vpc, localRoute(cidrBlock))
  return { VpcId: vpc.id, CidrBlockAssociation: toIpv4Association(association, 'associating') }
}

function addIpv6(ctx: Context, vpc: VpcRecord): Output {
  checkQuota(ctx, 'ipv6BlocksPerVpc', ipv6Associations(vpc).length, 1, vpc.id)
  const cidrBlock = takeIpv6Block(ctx)
  const association = { id: newId(ctx.chance, 'vpc-cidr-assoc'), cidrBlock }
  ctx.db.put(vpcs, { ...vpc, ipv6Blocks: [...ipv6Associations(vpc), association] })
  addRoute(ctx, vpc, localIpv6Route(cidrBlock))
  addIpv6Entries(ctx, vpc.id)
  return {
    VpcId: vpc.id,
    Ipv6CidrBlockAssociation: toIpv6Association(ctx.region, association, 'associating'),
  }
}

/** A block must be smaller than any destination that a route of the VPC leads out to. */
function refuseRouted(ctx: Context, vpc: VpcRecord, cidrBlock: string): void {
  const block = parseIpv4Block(cidrBlock)
  const routed = ctx.db.by(routeTables, 'vpc', vpc.id).some(({ routes }) =>
    routes.some(({ origin, destinationCidrBlock }) => {
      const destination = parseIpv4Block(destinationCidrBlock ?? '')
      return origin === 'CreateRoute' && block && destination && blockCovers(block, destination)
    }),
  )
  if (!routed) return
  throw new AwsError(
    'InvalidVpc.Range',
    `The CIDR '${cidrBlock}' is the same as or larger than the destination of a route in the VPC '${vpc.id}'.`,
  )
}

/** All of the VPC's tables route its new block. */
function addRoute(ctx: Context, vpc: VpcRecord, route: Route): void {
  for (const table of ctx.db.by(routeTables, 'vpc', vpc.id)) {
    ctx.db.put(routeTables, { ...table, routes: [...table.routes, route] })
  }
}
