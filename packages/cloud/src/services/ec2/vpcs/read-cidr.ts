import { AwsError } from '../../../errors.ts'
import {
  blockCovers,
  blocksOverlap,
  formatIpv4Block,
  parseIpv4Block,
  type Ipv4Block,
} from '../../../network/cidr.ts'
import { ipv4Associations, type VpcRecord } from './vpc.ts'

/** A VPC or subnet holds 16 to 65,536 addresses. */
const largest = 16
const smallest = 28

/** The parameter as a block; host bits are dropped, as AWS does. */
export function readBlock(text: string | undefined, parameter: string): Ipv4Block {
  if (!text) {
    throw new AwsError('MissingParameter', `The request must contain the parameter ${parameter}`)
  }
  const block = parseIpv4Block(text)
  if (block) return block
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${text}) for parameter ${parameter} is invalid. This is not a valid CIDR block.`,
  )
}

export function hasVpcSize({ prefixLength }: Ipv4Block): boolean {
  return prefixLength >= largest && prefixLength <= smallest
}

const block = (text: string): Ipv4Block => readBlock(text, 'cidrBlock')

/** Never a VPC's: this host, loopback, link-local, multicast and reserved addresses. */
const unusable = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'].map(block)

/** The block of a new VPC in canonical form. */
export function readVpcBlock(text: string | undefined): string {
  const asked = readBlock(text, 'cidrBlock')
  if (!hasVpcSize(asked) || unusable.some((range) => blocksOverlap(range, asked))) {
    throw new AwsError('InvalidVpc.Range', `The CIDR '${text}' is invalid.`)
  }
  return formatIpv4Block(asked)
}

/**
 * Ranges that do not go together in one VPC: a further block is taken from the range of the primary one or from addresses
 * outside all of them. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions
 */
const apart = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '198.19.0.0/16'].map(block)
const defaultVpcRange = block('172.31.0.0/16')

/** A further block of a VPC in canonical form. */
export function readSecondaryBlock(vpc: VpcRecord, text: string): string {
  const canonical = readVpcBlock(text)
  const asked = block(canonical)
  const primary = block(vpc.cidrBlock)
  const range = apart.find((each) => blockCovers(each, asked))
  const foreign = range !== undefined && !blockCovers(range, primary)
  if (foreign || blockCovers(defaultVpcRange, asked)) {
    throw new AwsError(
      'InvalidVpc.Range',
      `The CIDR '${text}' is restricted. Use a CIDR from the same private address range as the current VPC CIDR, or use a publicly-routable CIDR. For additional restrictions, see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html`,
    )
  }
  if (ipv4Associations(vpc).some(({ cidrBlock }) => blocksOverlap(block(cidrBlock), asked))) {
    throw new AwsError(
      'InvalidVpc.Range',
      `The CIDR '${text}' conflicts with another CIDR of the VPC '${vpc.id}'.`,
    )
  }
  return canonical
}
