/** A VPC as a picture: what stands in it and where its traffic goes. */
export interface NetworkMap {
  readonly subnets: readonly MapSubnet[]
  readonly tables: readonly MapTable[]
  readonly gateways: readonly MapGateway[]
}

export interface MapSubnet {
  readonly id: string
  readonly name: string
  readonly cidr: string
  readonly zone: string
  readonly tableId: string
  readonly instances: readonly MapInstance[]
}

export interface MapInstance {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly address: string
  readonly publicAddress?: string | undefined
}

export interface MapTable {
  readonly id: string
  readonly name: string
  readonly main: boolean
  /** Without the local one. */
  readonly routes: readonly { readonly destination: string; readonly target: string }[]
}

export interface MapGateway {
  readonly id: string
  readonly name: string
  readonly kind: 'internet-gateway' | 'egress-only' | 'nat-gateway' | 'peering' | 'other'
  /** Where a NAT gateway stands. */
  readonly subnetId?: string | undefined
}

/** Whether the internet is right behind it. */
export function leadsToInternet({ kind }: Pick<MapGateway, 'kind'>): boolean {
  return kind === 'internet-gateway' || kind === 'egress-only'
}

/** The internet's own node, at the end of every way out. */
export const internetId = 'internet'

export interface MapLine {
  readonly from: string
  readonly to: string
}

const everywhere = new Set(['0.0.0.0/0', '::/0'])

/** The lines of the picture: subnet → its table → the targets of its routes → the internet. */
export function linesOf(map: NetworkMap): readonly MapLine[] {
  const known = new Set(map.gateways.map(({ id }) => id))
  return [
    ...map.subnets.map(({ id, tableId }) => ({ from: id, to: tableId })),
    ...map.tables.flatMap(({ id, routes }) =>
      [...new Set(routes.map(({ target }) => target))]
        .filter((target) => known.has(target))
        .map((target) => ({ from: id, to: target })),
    ),
    ...map.gateways.filter(leadsToInternet).map(({ id }) => ({ from: id, to: internetId })),
    // A NAT gateway goes out through the table of the subnet that it stands in.
    ...map.gateways.flatMap(({ id, subnetId }) =>
      subnetId === undefined ? [] : [{ from: id, to: subnetId }],
    ),
  ]
}

/** Whether the subnet's routes lead straight to an internet gateway. */
export function isPublic(map: NetworkMap, subnet: MapSubnet): boolean {
  const gateways = new Set(
    map.gateways.filter(({ kind }) => kind === 'internet-gateway').map(({ id }) => id),
  )
  return routesFor(map, subnet).some(
    ({ destination, target }) => everywhere.has(destination) && gateways.has(target),
  )
}

/** Everything on the way from a node onwards, itself included: what a hover shows. */
export function wayFrom(map: NetworkMap, id: string): ReadonlySet<string> {
  const lines = linesOf(map)
  const seen = new Set([id])
  const left = [id]
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    for (const { from, to } of lines) {
      if (from !== node || seen.has(to)) continue
      seen.add(to)
      left.push(to)
    }
  }
  return seen
}

/** Subnets by zone, in the zones' order. */
export function byZone(
  map: NetworkMap,
): readonly { readonly zone: string; readonly subnets: readonly MapSubnet[] }[] {
  const zones = [...new Set(map.subnets.map(({ zone }) => zone))].sort()
  return zones.map((zone) => ({
    zone,
    subnets: map.subnets
      .filter((subnet) => subnet.zone === zone)
      .toSorted((a, b) => Number(isPublic(map, b)) - Number(isPublic(map, a))),
  }))
}

function routesFor(map: NetworkMap, { tableId }: MapSubnet): MapTable['routes'] {
  return map.tables.find(({ id }) => id === tableId)?.routes ?? []
}
