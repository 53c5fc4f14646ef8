import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import {
  blockCovers,
  formatIpv4Block,
  formatIpv6Block,
  ipv6BlockCovers,
  parseIpv4Block,
  parseIpv6Block,
  type Ipv6Block,
} from '../../../network/cidr.ts'
import { hasVpcSize, readBlock } from '../vpcs/read-cidr.ts'
import { ipv4Associations, ipv6Associations, type VpcRecord } from '../vpcs/vpc.ts'
import { subnets } from './subnet.ts'

/** The IPv4 block of a new subnet in canonical form: of a block's size, within one of the VPC's. */
export function readSubnetBlock(vpc: VpcRecord, text: string | undefined): string {
  const asked = readBlock(text, 'cidrBlock')
  const within = ipv4Associations(vpc).some(({ cidrBlock }) => {
    const block = parseIpv4Block(cidrBlock)
    return block !== undefined && blockCovers(block, asked)
  })
  if (!within || !hasVpcSize(asked)) throw outOfRange(text)
  return formatIpv4Block(asked)
}

/** From /44 to /64 in steps of four. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const ipv6Lengths: readonly number[] = [44, 48, 52, 56, 60, 64]

/** The IPv6 block of a subnet in canonical form, free and within one of the VPC's. */
export function readSubnetIpv6Block(ctx: Context, vpc: VpcRecord, text: string): string {
  const asked = parseIpv6Block(text)
  if (!asked || !ipv6Lengths.includes(asked.prefixLength)) {
    throw new AwsError(
      'InvalidParameterValue',
      `invalid value for parameter ipv6-cidr-block: ${text}`,
    )
  }
  const within = ipv6Associations(vpc).some(({ cidrBlock }) => {
    const block = parseIpv6Block(cidrBlock)
    return block !== undefined && ipv6BlockCovers(block, asked)
  })
  if (!within) throw outOfRange(text)
  if (isIpv6BlockTaken(ctx, vpc, asked)) {
    throw new AwsError('InvalidSubnet.Conflict', `The CIDR '${text}' conflicts with another subnet`)
  }
  return formatIpv6Block(asked)
}

/** Whether a subnet of the VPC has any of the block. */
export function isIpv6BlockTaken({ db }: Context, vpc: VpcRecord, asked: Ipv6Block): boolean {
  return db
    .by(subnets, 'vpc', vpc.id)
    .flatMap((subnet) => subnet.ipv6Blocks ?? [])
    .some(({ cidrBlock }) => {
      const block = parseIpv6Block(cidrBlock)
      return block !== undefined && (ipv6BlockCovers(block, asked) || ipv6BlockCovers(asked, block))
    })
}

function outOfRange(text: string | undefined): AwsError {
  return new AwsError('InvalidSubnet.Range', `The CIDR '${text}' is invalid.`)
}
