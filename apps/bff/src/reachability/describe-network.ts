import type { z } from 'zod'
import {
  decideFlow,
  UnknownEnd,
  viewOfDescribed,
  type DescribedInterface,
  type DescribedNetwork,
} from '@brume/cloud'
import type { ReachabilityEnd, ReachabilityQuestion } from '@brume/console-api'
import { refuse } from '../fault.ts'
import {
  aclsAnswer,
  gatewaysAnswer,
  instancesAnswer,
  interfacesAnswer,
  natGatewaysAnswer,
  peeringsAnswer,
  prefixListAnswer,
  routeTablesAnswer,
  rulesAnswer,
  subnetsAnswer,
  type InterfaceAnswer,
} from './answers.ts'

/** Asks EC2 one operation. */
export type Ask = (operation: string, input: object) => Promise<object>

/**
 * The embedded cloud's own decision over what EC2 describes: the interfaces of both ends, and the VPCs that they are in. Whether
 * something listens, and what is on the Internet, nobody can say from here.
 */
export async function decideByDescribing(ask: Ask, question: ReachabilityQuestion) {
  const { from, to, protocol, port = 0 } = question
  if (from.kind === 'my-computer') {
    throw refuse(400, 'BadRequest', 'from: on AWS, give the address of your computer.', {
      member: 'from',
      hint: 'bad-request',
    })
  }
  if (to.kind === 'host-name') {
    throw refuse(400, 'BadRequest', 'to: on AWS, give an address instead of a host name.', {
      member: 'to',
      hint: 'bad-request',
    })
  }
  const [source, destination] = await Promise.all([findEnd(ask, from), findEnd(ask, to)])
  const ends = [source, destination].filter((end) => end !== undefined)
  const vpcIds = [...new Set(ends.map(({ VpcId }) => VpcId))]
  const network = await describe(ask, vpcIds, ends)
  const view = viewOfDescribed(network, {
    listens: () => 'unknown',
    forwards: () => 'unknown',
    internet: () => 'unknown',
  })
  const networkInterface = source && view.interfaces.get(source.NetworkInterfaceId)
  const aim = destination && view.interfaces.get(destination.NetworkInterfaceId)
  const outside = from.kind === 'address' ? from.address : ''
  return decideFlow(view, {
    source:
      networkInterface && from.kind !== 'address' ? { networkInterface } : { address: outside },
    destination: to.kind === 'address' ? to.address : (aim ?? ''),
    protocol,
    port,
  })
}

/** The interface of an end; an address may be nobody's. */
async function findEnd(ask: Ask, end: ReachabilityEnd): Promise<InterfaceAnswer | undefined> {
  const [name, value] = filterOf(end)
  const found = await parsed(
    interfacesAnswer,
    ask('DescribeNetworkInterfaces', filter(name, [value])),
  )
  const [first] = found.NetworkInterfaces.toSorted(
    (a, b) => (a.Attachment?.DeviceIndex ?? 0) - (b.Attachment?.DeviceIndex ?? 0),
  )
  if (!first && end.kind !== 'address') throw new UnknownEnd(value)
  return first
}

function filterOf(end: ReachabilityEnd): [name: string, value: string] {
  switch (end.kind) {
    case 'instance':
      return ['attachment.instance-id', end.instanceId]
    case 'network-interface':
      return ['network-interface-id', end.networkInterfaceId]
    case 'address':
      return ['association.public-ip', end.address]
  }
}

async function describe(
  ask: Ask,
  vpcIds: readonly string[],
  ends: readonly InterfaceAnswer[],
): Promise<DescribedNetwork> {
  if (vpcIds.length === 0) {
    return { vpcs: [], subnets: [], groups: [], interfaces: [], natGateways: [], peerings: [] }
  }
  const inVpcs = filter('vpc-id', vpcIds)
  const [enis, subnets, tables, acls, gateways, nats, peerings] = await Promise.all([
    parsed(interfacesAnswer, ask('DescribeNetworkInterfaces', inVpcs)),
    parsed(subnetsAnswer, ask('DescribeSubnets', inVpcs)),
    parsed(routeTablesAnswer, ask('DescribeRouteTables', inVpcs)),
    parsed(aclsAnswer, ask('DescribeNetworkAcls', inVpcs)),
    parsed(gatewaysAnswer, ask('DescribeInternetGateways', filter('attachment.vpc-id', vpcIds))),
    parsed(natGatewaysAnswer, ask('DescribeNatGateways', { Filter: inVpcs.Filters })),
    describePeerings(ask, vpcIds),
  ])
  const [groups, states] = await Promise.all([
    describeGroups(ask, enis.NetworkInterfaces),
    describeStates(ask, ends, enis.NetworkInterfaces),
  ])
  const mainTable = (vpcId: string) =>
    tables.RouteTables.find(
      (table) => table.VpcId === vpcId && table.Associations.some(({ Main }) => Main),
    )
  return {
    vpcs: vpcIds.map((id) => ({
      id,
      internetGatewayId: gateways.InternetGateways.find(({ Attachments }) =>
        Attachments.some(({ VpcId }) => VpcId === id),
      )?.InternetGatewayId,
    })),
    subnets: subnets.Subnets.map((subnet) => {
      const isOwn = ({ SubnetId }: { SubnetId?: string | undefined }) =>
        SubnetId === subnet.SubnetId
      const table =
        tables.RouteTables.find(({ Associations }) => Associations.some(isOwn)) ??
        mainTable(subnet.VpcId)
      const acl = acls.NetworkAcls.find(({ Associations }) => Associations.some(isOwn))
      const ipv6 = subnet.Ipv6CidrBlockAssociationSet.map(({ Ipv6CidrBlock }) => Ipv6CidrBlock)
      return {
        id: subnet.SubnetId,
        vpcId: subnet.VpcId,
        cidrs: [subnet.CidrBlock, ...ipv6].filter((cidr) => cidr !== undefined),
        routeTable: { id: table?.RouteTableId ?? '', routes: (table?.Routes ?? []).map(toRoute) },
        acl: acl && { id: acl.NetworkAclId, entries: acl.Entries.map(toEntry) },
      }
    }),
    groups,
    peerings,
    interfaces: enis.NetworkInterfaces.map((eni) => ({
      ...toInterface(eni, states),
      natGatewayId: nats.NatGateways.find(({ NatGatewayAddresses }) =>
        NatGatewayAddresses.some((each) => each.NetworkInterfaceId === eni.NetworkInterfaceId),
      )?.NatGatewayId,
    })),
    natGateways: nats.NatGateways.map((gateway) => ({
      id: gateway.NatGatewayId,
      subnetId: gateway.SubnetId,
      state: gateway.State,
      connectivity: gateway.ConnectivityType,
      address: gateway.NatGatewayAddresses[0]?.PrivateIp ?? '',
      publicAddress: gateway.NatGatewayAddresses[0]?.PublicIp,
    })),
  }
}

/** Connections between the VPCs in question; what is peered with others leads to none of them. */
async function describePeerings(
  ask: Ask,
  vpcIds: readonly string[],
): Promise<DescribedNetwork['peerings']> {
  if (vpcIds.length < 2) return []
  const of = filter('requester-vpc-info.vpc-id', vpcIds)
  const answer = await parsed(peeringsAnswer, ask('DescribeVpcPeeringConnections', of))
  return answer.VpcPeeringConnections.map((peering) => {
    const { RequesterVpcInfo: requester, AccepterVpcInfo: accepter } = peering
    return {
      id: peering.VpcPeeringConnectionId,
      vpcIds: [requester.VpcId, accepter.VpcId],
      active: peering.Status.Code === 'active',
      sharesGroups: requester.Region === accepter.Region,
    }
  })
}

type Rule = z.infer<typeof rulesAnswer>['SecurityGroupRules'][number]

/** How many values one filter takes. */
const filterValues = 200

async function describeGroups(
  ask: Ask,
  enis: readonly InterfaceAnswer[],
): Promise<DescribedNetwork['groups']> {
  const ids = [...new Set(enis.flatMap(({ Groups }) => Groups.map(({ GroupId }) => GroupId)))]
  const rules: Rule[] = []
  for (let at = 0; at < ids.length; at += filterValues) {
    const some = filter('group-id', ids.slice(at, at + filterValues))
    const answer = await parsed(rulesAnswer, ask('DescribeSecurityGroupRules', some))
    rules.push(...answer.SecurityGroupRules)
  }
  const lists = new Map<string, readonly string[]>()
  for (const { PrefixListId } of rules) {
    if (PrefixListId === undefined || lists.has(PrefixListId)) continue
    const answer = await parsed(
      prefixListAnswer,
      ask('GetManagedPrefixListEntries', { PrefixListId }),
    )
    lists.set(
      PrefixListId,
      answer.Entries.map(({ Cidr }) => Cidr),
    )
  }
  const compile = (rule: Rule) => ({
    id: rule.SecurityGroupRuleId,
    groupId: rule.GroupId,
    protocol: rule.IpProtocol,
    fromPort: rule.FromPort,
    toPort: rule.ToPort,
    description: rule.Description,
    cidrs: [rule.CidrIpv4, rule.CidrIpv6, ...(lists.get(rule.PrefixListId ?? '') ?? [])].filter(
      (cidr) => cidr !== undefined,
    ),
    peerGroupId: rule.ReferencedGroupInfo?.GroupId,
  })
  return ids.map((id) => {
    const own = rules.filter(({ GroupId }) => GroupId === id)
    return {
      id,
      ingress: own.filter(({ IsEgress }) => !IsEgress).map(compile),
      egress: own.filter(({ IsEgress }) => IsEgress).map(compile),
    }
  })
}

type InstanceState = NonNullable<DescribedInterface['instance']>['state']
type States = ReadonlyMap<string, InstanceState>

/** Of the instances in question; the others of the VPC count as running. */
async function describeStates(
  ask: Ask,
  ends: readonly InterfaceAnswer[],
  enis: readonly InterfaceAnswer[],
): Promise<States> {
  const states = new Map<string, InstanceState>()
  for (const { Attachment } of enis) {
    if (Attachment?.InstanceId !== undefined) states.set(Attachment.InstanceId, 'running')
  }
  const InstanceIds = ends.flatMap(({ Attachment }) => Attachment?.InstanceId ?? [])
  if (InstanceIds.length === 0) return states
  const answer = await parsed(instancesAnswer, ask('DescribeInstances', { InstanceIds }))
  for (const { InstanceId, State } of answer.Reservations.flatMap(({ Instances }) => Instances)) {
    states.set(InstanceId, State.Name)
  }
  return states
}

function toInterface(eni: InterfaceAnswer, states: States): DescribedInterface {
  const id = eni.Attachment?.Status === 'attached' ? eni.Attachment.InstanceId : undefined
  const ipv4 = eni.PrivateIpAddresses.toSorted(
    (a, b) => Number(b.Primary ?? false) - Number(a.Primary ?? false),
  ).map(({ PrivateIpAddress, Association }) => ({
    address: PrivateIpAddress,
    publicAddress: Association?.PublicIp,
  }))
  const ipv6 = eni.Ipv6Addresses.map(({ Ipv6Address }) => ({
    address: Ipv6Address,
    publicAddress: Ipv6Address,
  }))
  return {
    id: eni.NetworkInterfaceId,
    subnetId: eni.SubnetId,
    addresses: [...ipv4, ...ipv6],
    groupIds: eni.Groups.map(({ GroupId }) => GroupId),
    sourceDestCheck: eni.SourceDestCheck,
    instance: id === undefined ? undefined : { id, state: states.get(id) ?? 'running' },
  }
}

type Route = z.infer<typeof routeTablesAnswer>['RouteTables'][number]['Routes'][number]

function toRoute(route: Route) {
  return {
    destinationCidrBlock: route.DestinationCidrBlock,
    destinationIpv6CidrBlock: route.DestinationIpv6CidrBlock,
    gatewayId: route.GatewayId,
    natGatewayId: route.NatGatewayId,
    networkInterfaceId: route.NetworkInterfaceId,
    egressOnlyInternetGatewayId: route.EgressOnlyInternetGatewayId,
    vpcPeeringConnectionId: route.VpcPeeringConnectionId,
    transitGatewayId: route.TransitGatewayId,
    state: route.State,
  }
}

type Entry = z.infer<typeof aclsAnswer>['NetworkAcls'][number]['Entries'][number]

function toEntry(entry: Entry) {
  const { PortRange: ports, IcmpTypeCode: icmp } = entry
  return {
    ruleNumber: entry.RuleNumber,
    protocol: entry.Protocol,
    action: entry.RuleAction,
    egress: entry.Egress,
    cidrBlock: entry.CidrBlock,
    ipv6CidrBlock: entry.Ipv6CidrBlock,
    portRange: ports && { from: ports.From, to: ports.To },
    icmp: icmp && { type: icmp.Type, code: icmp.Code },
  }
}

function filter(Name: string, Values: readonly string[]) {
  return { Filters: [{ Name, Values }] }
}

async function parsed<T extends z.ZodType>(
  schema: T,
  answer: Promise<object>,
): Promise<z.infer<T>> {
  return schema.parse(await answer)
}
