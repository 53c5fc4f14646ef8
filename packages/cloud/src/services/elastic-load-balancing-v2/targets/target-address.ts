import type { ReadRecords } from '../../../engine/collection.ts'
import { blockContains, parseIpv4, parseIpv4Block } from '../../../network/cidr.ts'
import { contains, parseAddress, parseBlock } from '../../../network/address.ts'
import { networkInterfaces } from '../../ec2/network-interfaces/network-interface.ts'
import { blocksOfSubnet, subnets, type SubnetRecord } from '../../ec2/subnets/subnet.ts'
import { validationError } from '../errors.ts'
import { loadBalancers } from '../load-balancers/load-balancer.ts'
import type { TargetGroupRecord } from '../target-groups/target-group.ts'

/** The VPC's subnet that an address is in. */
function subnetOf(db: ReadRecords, vpcId: string, address: string): SubnetRecord | undefined {
  const value = parseAddress(address)
  if (value === undefined) return undefined
  return db.by(subnets, 'vpc', vpcId).find((subnet) =>
    blocksOfSubnet(subnet).some((text) => {
      const block = parseBlock(text)
      return block !== undefined && contains(block, value)
    }),
  )
}

/** Whether an address is that of a load balancer's node. */
export function isReservedAddress(db: ReadRecords, vpcId: string, address: string): boolean {
  const subnet = subnetOf(db, vpcId, address)
  return (
    subnet !== undefined &&
    db
      .by(networkInterfaces, 'address', `${subnet.id}/${address}`)
      .some(({ id }) => db.countBy(loadBalancers, 'interface', id) > 0)
  )
}

/** Outside the VPC: private ranges alone, and the shared one of carriers. */
const otherBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10']

/** The zone that an address is registered in: its subnet's, or `all` outside the VPC. Throws AWS's refusals. */
export function readAddressZone(
  db: ReadRecords,
  { vpcId, ipAddressType }: TargetGroupRecord,
  address: string,
  zone: string | undefined,
): string {
  const isIpv4 = parseIpv4(address) !== undefined
  if (isIpv4 !== (ipAddressType === 'ipv4') || parseAddress(address) === undefined) {
    throw validationError(
      `'${address}' is not a valid ${ipAddressType === 'ipv4' ? 'IPv4' : 'IPv6'} address`,
    )
  }
  const subnet = subnetOf(db, vpcId, address)
  if (subnet) {
    if (zone === undefined || zone === subnet.availabilityZone) return subnet.availabilityZone
    throw validationError(
      `The Availability Zone '${zone}' is not the one of IP address '${address}', '${subnet.availabilityZone}'`,
    )
  }
  if (!isIpv4 || !isOfOtherBlocks(address)) {
    throw validationError(
      `The IP address '${address}' must be from the subnets of the VPC '${vpcId}', or from an RFC 1918 or RFC 6598 range`,
    )
  }
  if (zone === 'all') return zone
  // https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/3714
  throw validationError(
    `The Availability Zone is required for IP address '${address}' because it is not in the VPC`,
  )
}

function isOfOtherBlocks(address: string): boolean {
  const value = parseIpv4(address)
  if (value === undefined) return false
  return otherBlocks.some((text) => {
    const block = parseIpv4Block(text)
    return block !== undefined && blockContains(block, value)
  })
}
