import { createChance } from '@brume/clock'
import type { FlowDecision } from '@brume/ec2-model'
import { describe, expect, it } from 'vitest'
import { viewOfWorld, type NetworkWorld } from '../testing/network-world.ts'
import { referenceVerdict, type ReferenceRequest } from '../testing/reference-network.ts'
import { decideFlow } from './decide-flow.ts'

const ports = [22, 80, 443, 1024, 33_000]
const outside = ['203.0.113.10', '192.0.2.80', '192.0.2.99']
const blocks = [
  '0.0.0.0/0',
  '10.0.0.0/16',
  '10.0.1.0/24',
  '10.0.2.0/24',
  '10.0.1.4/32',
  '10.1.0.0/16',
  '10.1.1.0/24',
  '198.18.0.0/24',
  '198.18.0.1/32',
  '203.0.113.0/24',
  '192.0.2.0/24',
]
const aclNumbers = [10, 20, 30, 90, 100, 200]
const vpcBlocks: Readonly<Record<string, string>> = { 'vpc-a': '10.0', 'vpc-b': '10.1' }

/** Draws from a seeded stream. */
interface Draw {
  pick<T>(...values: readonly T[]): T
  /** Likely, so that worlds are not all closed. */
  often(): boolean
}

function drawFrom(seed: string): Draw {
  const chance = createChance(seed)
  return {
    pick: <T>(...values: readonly T[]) => values[chance.below(values.length)] as T,
    often: () => chance.below(16) > 0,
  }
}

function makeWorld({ pick, often }: Draw): NetworkWorld {
  const vpcs = ['a', 'b'].map((id) => ({
    id: `vpc-${id}`,
    ...(often() && { internetGatewayId: `igw-${id}` }),
  }))
  const groupIds = ['sg-1', 'sg-2', 'sg-3']
  const rule = (id: string) => {
    const protocol = pick('-1', '-1', 'tcp', 'tcp', 'udp', 'icmp')
    const port = pick(...ports)
    const icmp = protocol === 'icmp'
    const byGroup = pick(true, false) && pick(true, false)
    return {
      id,
      groupId: id,
      protocol,
      fromPort: icmp ? pick(-1, 8, 0) : protocol === '-1' ? -1 : port,
      toPort: icmp ? -1 : protocol === '-1' ? -1 : pick(port, 65_535),
      cidrs: byGroup ? [] : [pick('0.0.0.0/0', '0.0.0.0/0', ...blocks)],
      ...(byGroup && { peerGroupId: pick(...groupIds) }),
    }
  }
  const rules = (id: string) =>
    Array.from({ length: pick(0, 1, 2, 3, 3) }, (_, at) => rule(`${id}-${at}`))
  const entry = (egress: boolean) => {
    const protocol = pick('-1', '6', '17', '1')
    const from = pick(...ports)
    return {
      ruleNumber: pick(...aclNumbers),
      egress,
      protocol,
      action: pick('allow' as const, 'deny' as const),
      cidrBlock: pick(...blocks),
      ...((protocol === '6' || protocol === '17') && {
        portRange: { from, to: pick(from, 65_535) },
      }),
      ...(protocol === '1' && { icmp: { type: pick(-1, 8, 0), code: -1 } }),
    }
  }
  const acl = () =>
    [false, true].flatMap((egress) => {
      const some = Array.from({ length: pick(0, 0, 0, 1, 2) }, () => entry(egress))
      const numbers = new Set(some.map(({ ruleNumber }) => ruleNumber))
      const last = often() ? ('allow' as const) : ('deny' as const)
      return [
        ...some.filter(
          ({ ruleNumber }, at) => some.findIndex((each) => each.ruleNumber === ruleNumber) === at,
        ),
        ...(numbers.has(300)
          ? []
          : [{ ruleNumber: 300, egress, protocol: '-1', action: last, cidrBlock: '0.0.0.0/0' }]),
      ]
    })
  const natGateways = ['vpc-a', 'vpc-b'].map((vpcId, at) => ({
    id: `nat-${vpcId}`,
    subnetId: `${vpcId}-${pick(0, 0, 1, 2)}`,
    address: `${vpcBlocks[vpcId]}.9.1`,
    publicAddress: `198.18.0.${200 + at}`,
    state: often() ? ('available' as const) : ('pending' as const),
    connectivity: often() ? ('public' as const) : ('private' as const),
  }))
  const route = (vpcId: string) => {
    const target = pick<object>(
      { gatewayId: `igw-${vpcId.slice(-1)}` },
      { gatewayId: `igw-${vpcId.slice(-1)}` },
      { natGatewayId: `nat-${vpcId}` },
      { networkInterfaceId: 'eni-0' },
      { networkInterfaceId: 'eni-0' },
      { networkInterfaceId: 'eni-1' },
      { vpcPeeringConnectionId: 'pcx-1' },
      { gatewayId: 'igw-gone' },
      { gatewayId: 'vgw-1' },
    )
    const state = often() ? ('active' as const) : ('blackhole' as const)
    return { destinationCidrBlock: pick('0.0.0.0/0', '0.0.0.0/0', ...blocks), state, ...target }
  }
  const subnets = vpcs.flatMap(({ id: vpcId }) =>
    [1, 2, 3].map((third, at) => {
      const block = vpcBlocks[vpcId] ?? ''
      const across = {
        destinationCidrBlock: vpcId === 'vpc-a' ? '10.1.0.0/16' : '10.0.0.0/16',
        vpcPeeringConnectionId: 'pcx-1',
        state: 'active' as const,
      }
      const usual = { destinationCidrBlock: '0.0.0.0/0', state: 'active' as const }
      const target =
        at === 2 ? { natGatewayId: `nat-${vpcId}` } : { gatewayId: `igw-${vpcId.slice(-1)}` }
      const forwarder = pick(undefined, undefined, { networkInterfaceId: pick('eni-0', 'eni-1') })
      const more = [
        ...(often() ? [across] : []),
        ...(often() ? [{ ...usual, ...(forwarder ?? target) }] : []),
        ...Array.from({ length: pick(0, 0, 1) }, () => route(vpcId)),
      ].filter(({ destinationCidrBlock }) => destinationCidrBlock !== `${block}.0.0/16`)
      const distinct = more.filter(
        ({ destinationCidrBlock }, i) =>
          more.findIndex((each) => each.destinationCidrBlock === destinationCidrBlock) === i,
      )
      return {
        id: `${vpcId}-${at}`,
        vpcId,
        cidr: `${block}.${third}.0/24`,
        routes: [
          { destinationCidrBlock: `${block}.0.0/16`, gatewayId: 'local', state: 'active' as const },
          ...distinct,
        ],
        acl: acl(),
      }
    }),
  )
  const taken = new Set<string>()
  const interfaces = Array.from({ length: 5 }, (_, at) => {
    const vpcId = pick('vpc-a', 'vpc-a', 'vpc-b')
    const subnet = pick(0, 1, 2)
    const address = `${vpcBlocks[vpcId]}.${subnet + 1}.${pick(4, 5)}`
    const key = `${vpcId} ${address}`
    if (taken.has(key)) return undefined
    taken.add(key)
    return {
      id: `eni-${at}`,
      subnetId: `${vpcId}-${subnet}`,
      address,
      ...(pick(true, false) && { publicAddress: `198.18.0.${at + 1}` }),
      groupIds: groupIds.filter((_, i) => i === 0 || pick(true, false)),
      sourceDestCheck: pick(true, false),
      state: often() ? ('running' as const) : ('stopped' as const),
      forwards: pick(true, false),
      ports: ports.filter(() => pick(true, true, false)),
    }
  }).filter((each) => each !== undefined)
  return {
    vpcs,
    subnets,
    groups: groupIds.map((id) => ({ id, ingress: rules(`${id}-in`), egress: rules(`${id}-out`) })),
    interfaces,
    natGateways,
    peerings: [
      {
        id: 'pcx-1',
        vpcIds: ['vpc-a', 'vpc-b'],
        active: often(),
        sharesGroups: pick(true, false),
      },
    ],
    sites: ['192.0.2.80'],
  }
}

function makeRequest({ pick }: Draw, world: NetworkWorld): ReferenceRequest {
  const ends = world.interfaces.flatMap(({ address, publicAddress = [] }) =>
    [address, publicAddress].flat(),
  )
  const protocol = pick('tcp' as const, 'tcp' as const, 'udp' as const, 'icmp' as const)
  const from = pick(...world.interfaces, undefined)
  return {
    from: from
      ? { kind: 'interface', interfaceId: from.id, address: from.address }
      : { kind: 'internet', address: pick(...outside) },
    to: pick(...ends, ...outside, '192.0.2.80', '192.0.2.80', '10.0.1.77', '198.18.0.200'),
    protocol,
    port: protocol === 'icmp' ? 0 : pick(...ports),
    sourcePort: protocol === 'icmp' ? 0 : pick(900, 1500, 40_000),
  }
}

function decide(world: NetworkWorld, request: ReferenceRequest): FlowDecision {
  const view = viewOfWorld(world)
  const { from, to, protocol, port, sourcePort } = request
  const eni = from.kind === 'interface' ? view.interfaces.get(from.interfaceId) : undefined
  return decideFlow(view, {
    source: eni ? { networkInterface: eni, address: from.address } : { address: from.address },
    destination: to,
    protocol,
    port,
    sourcePort,
  })
}

describe('decideFlow against the reference', () => {
  it('agrees on random worlds, and explains what it says', () => {
    const seen = { allowed: 0, dropped: 0, refused: 0 }
    const reasons = new Set<string>()
    for (let seed = 0; seed < 1500; seed += 1) {
      const draw = drawFrom(`network-${seed}`)
      const world = makeWorld(draw)
      for (let i = 0; i < 12; i += 1) {
        const request = makeRequest(draw, world)
        const decision = decide(world, request)
        const expected = referenceVerdict(world, request)
        if (decision.verdict !== expected) {
          expect.fail(`Expected ${expected}: ${JSON.stringify({ seed, world, request, decision })}`)
        }
        seen[decision.verdict] += 1
        const blocked = decision.path.filter(({ verdict }) => verdict === 'blocked')
        expect(blocked).toEqual(decision.blockedAt ? [decision.path.at(-1)] : [])
        expect(decision.verdict === 'allowed').toBe(decision.blockedAt === undefined)
        for (const { reason } of decision.path) reasons.add(reason)
      }
    }
    // A fuzz that only ever meets closed doors proves little.
    expect(Math.min(seen.allowed, seen.refused, seen.dropped)).toBeGreaterThan(250)
    expect([...reasons].toSorted()).toMatchInlineSnapshot(`
      [
        "acl-allows",
        "acl-denies",
        "address",
        "address-mapped",
        "echo-answered",
        "forwards",
        "group-allows",
        "group-no-rule",
        "internet",
        "listening",
        "nat-gateway-inbound",
        "nat-gateway-not-available",
        "nat-gateway-private",
        "no-internet-gateway",
        "no-public-address",
        "no-route",
        "nobody-there",
        "not-forwarding",
        "not-listening",
        "not-running",
        "peered",
        "private-address",
        "return-asymmetric",
        "route-blackhole",
        "route-instance",
        "route-internet-gateway",
        "route-local",
        "route-loop",
        "route-nat-gateway",
        "route-peering",
        "route-unsupported",
        "route-vpn-gateway",
        "running",
        "source-dest-check",
        "vpn-down",
      ]
    `)
  })
})
