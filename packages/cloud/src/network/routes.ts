import { contains, parseBlock, type Address, type Block } from './address.ts'

export interface RouteTable {
  readonly id: string
  /** The most specific first. */
  readonly routes: readonly Route[]
}

export interface Route {
  readonly block: Block
  readonly target: RouteTarget
}

export interface RouteTarget {
  readonly kind:
    | 'local'
    | 'internet-gateway'
    | 'egress-only-gateway'
    | 'nat-gateway'
    | 'network-interface'
    | 'peering'
    | 'transit-gateway'
    | 'vpn-gateway'
    | 'other'
  /** `igw-0…`, `nat-0…`, `eni-0…`; `local`. */
  readonly id: string
  /** What it led to is gone or detached. */
  readonly blackhole: boolean
}

/** A route as records have it. */
export interface RouteSource {
  readonly destinationCidrBlock?: string | undefined
  readonly destinationIpv6CidrBlock?: string | undefined
  readonly destinationPrefixListId?: string | undefined
  readonly gatewayId?: string | undefined
  readonly natGatewayId?: string | undefined
  readonly networkInterfaceId?: string | undefined
  readonly egressOnlyInternetGatewayId?: string | undefined
  readonly vpcPeeringConnectionId?: string | undefined
  readonly transitGatewayId?: string | undefined
  readonly carrierGatewayId?: string | undefined
  readonly state?: 'active' | 'blackhole' | undefined
}

/** `blocksOf`: what a prefix list stands for. */
export function compileRoutes(
  id: string,
  sources: readonly RouteSource[],
  blocksOf: (prefixListId: string) => readonly string[] = () => [],
): RouteTable {
  const routes = sources.flatMap((source) => {
    const { destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId } = source
    const blocks =
      destinationPrefixListId === undefined
        ? [destinationCidrBlock ?? destinationIpv6CidrBlock ?? '']
        : blocksOf(destinationPrefixListId)
    const target = targetOf(source)
    return blocks.flatMap((text) => {
      const block = parseBlock(text)
      return block ? { block, target } : []
    })
  })
  return { id, routes: routes.toSorted((a, b) => b.block.prefixLength - a.block.prefixLength) }
}

function targetOf(source: RouteSource): RouteTarget {
  const {
    gatewayId = source.carrierGatewayId ?? '',
    natGatewayId,
    networkInterfaceId,
    transitGatewayId,
  } = source
  const egressOnly = source.egressOnlyInternetGatewayId
  const peering = source.vpcPeeringConnectionId
  const blackhole = source.state === 'blackhole'
  if (natGatewayId !== undefined) return { kind: 'nat-gateway', id: natGatewayId, blackhole }
  if (networkInterfaceId !== undefined) {
    return { kind: 'network-interface', id: networkInterfaceId, blackhole }
  }
  if (egressOnly !== undefined) return { kind: 'egress-only-gateway', id: egressOnly, blackhole }
  if (peering !== undefined) return { kind: 'peering', id: peering, blackhole }
  if (transitGatewayId !== undefined) {
    return { kind: 'transit-gateway', id: transitGatewayId, blackhole }
  }
  if (gatewayId === 'local') return { kind: 'local', id: 'local', blackhole }
  return { kind: gatewayKind(gatewayId), id: gatewayId, blackhole }
}

function gatewayKind(id: string): RouteTarget['kind'] {
  if (id.startsWith('igw-')) return 'internet-gateway'
  return id.startsWith('vgw-') ? 'vpn-gateway' : 'other'
}

/** The most specific route that covers the address. */
export function findRoute(table: RouteTable, to: Address): Route | undefined {
  for (const route of table.routes) if (contains(route.block, to)) return route
  return undefined
}
