import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { associateElasticIp, disassociateInterface } from '../../ec2/addresses/associate.ts'
import { checkPrivateAddress, countFreeAddresses } from '../../ec2/addresses/private-address.ts'
import { releasePublicAddress } from '../../ec2/addresses/public-address.ts'
import { addIpv6Addresses } from '../../ec2/network-interfaces/ipv6-addresses.ts'
import { networkInterfaces } from '../../ec2/network-interfaces/network-interface.ts'
import { makeServiceInterface } from '../../ec2/network-interfaces/service-interface.ts'
import { subnets, type SubnetRecord } from '../../ec2/subnets/subnet.ts'
import { pathOf } from '../arns.ts'
import type { BalancerNode, LoadBalancerRecord } from './load-balancer.ts'
import type { NodeWish } from './read-subnets.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets */
const leastFreeAddresses = 8

type Owner = Pick<
  LoadBalancerRecord,
  'id' | 'type' | 'scheme' | 'securityGroupIds' | 'ipAddressType'
>

/** The interface by which a balancer is in a subnet. It is AWS's own to change or delete. */
export function makeNode(ctx: Context, balancer: Owner, wish: NodeWish): BalancerNode {
  const { subnet, elasticIp, privateIPv4Address } = wish
  if (countFreeAddresses(ctx, subnet) < leastFreeAddresses) {
    throw new AwsError(
      'InvalidSubnet',
      `Not enough IP space available in ${subnet.id}. ELB requires at least ${leastFreeAddresses} free IP addresses in each subnet.`,
    )
  }
  if (privateIPv4Address !== undefined) checkPrivateAddress(ctx, subnet, privateIPv4Address)
  const eni = makeServiceInterface(ctx, subnet, {
    description: `ELB ${pathOf(balancer.id)}`,
    interfaceType: balancer.type === 'network' ? 'network_load_balancer' : 'interface',
    groupIds: balancer.securityGroupIds,
    requesterId: 'amazon-elb',
    publicIp: balancer.scheme === 'internet-facing' && !elasticIp,
    ...(privateIPv4Address !== undefined && { address: privateIPv4Address }),
  })
  if (elasticIp && eni.privateIpAddress !== undefined) {
    associateElasticIp(ctx, elasticIp, eni, eni.privateIpAddress)
  }
  if (balancer.ipAddressType === 'dualstack') giveIpv6(ctx, eni.id, subnet)
  return {
    availabilityZone: subnet.availabilityZone,
    subnetId: subnet.id,
    networkInterfaceId: eni.id,
    ...(elasticIp && { allocationId: elasticIp.id }),
    ...(privateIPv4Address !== undefined && { privateIPv4Address }),
  }
}

/** Elastic IPs stay the account's. */
export function removeNode(ctx: Context, { networkInterfaceId }: BalancerNode): void {
  disassociateInterface(ctx, networkInterfaceId)
  const eni = ctx.db.get(networkInterfaces, networkInterfaceId)
  for (const { association } of eni?.privateIpAddresses ?? []) {
    if (association) releasePublicAddress(ctx, association.publicIp)
  }
  ctx.db.delete(networkInterfaces, networkInterfaceId)
}

/** Gives every node an IPv6 address, or takes it. */
export function setIpv6(ctx: Context, nodes: readonly BalancerNode[], wanted: boolean): void {
  for (const { networkInterfaceId, subnetId } of nodes) {
    const subnet = ctx.db.get(subnets, subnetId)
    const eni = ctx.db.get(networkInterfaces, networkInterfaceId)
    if (!wanted && eni) ctx.db.put(networkInterfaces, { ...eni, ipv6Addresses: [] })
    if (wanted && subnet) giveIpv6(ctx, networkInterfaceId, subnet)
  }
}

function giveIpv6(ctx: Context, networkInterfaceId: string, subnet: SubnetRecord): void {
  const eni = ctx.db.get(networkInterfaces, networkInterfaceId)
  if (!eni || eni.ipv6Addresses.length > 0) return
  addIpv6Addresses(ctx, subnet, eni, { listed: [], count: 1, primary: false })
}

/** The nodes after a call that says where they are to be: what stays, stays as it is. */
export function changeNodes(
  ctx: Context,
  balancer: LoadBalancerRecord,
  wishes: readonly NodeWish[],
): readonly BalancerNode[] {
  const kept = (wish: NodeWish): BalancerNode | undefined =>
    balancer.nodes.find(
      (node) =>
        node.subnetId === wish.subnet.id &&
        (wish.elasticIp === undefined || node.allocationId === wish.elasticIp.id) &&
        (wish.privateIPv4Address === undefined ||
          node.privateIPv4Address === wish.privateIPv4Address),
    )
  const staying = new Set(wishes.map(kept))
  for (const node of balancer.nodes) if (!staying.has(node)) removeNode(ctx, node)
  return wishes.map((wish) => kept(wish) ?? makeNode(ctx, balancer, wish))
}
