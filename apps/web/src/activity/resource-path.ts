/** The page of each kind of id. */
const pages: Readonly<Record<string, string>> = {
  vol: 'volumes',
  snap: 'snapshots',
  ami: 'images',
  sg: 'security-groups',
  key: 'key-pairs',
  eipalloc: 'elastic-ips',
  eni: 'network-interfaces',
  vpc: 'vpcs',
  subnet: 'subnets',
  rtb: 'route-tables',
  igw: 'internet-gateways',
  eigw: 'egress-only-internet-gateways',
  nat: 'nat-gateways',
  acl: 'network-acls',
  vpce: 'endpoints',
  pcx: 'peering-connections',
  dopt: 'dhcp-options',
  fl: 'flow-logs',
  pg: 'placement-groups',
  pl: 'prefix-lists',
  lt: 'launch-templates',
  cr: 'capacity-reservations',
}

/** Where a resource is shown, within its place; undefined for what has no page. */
export function resourcePath(id: string, hasPage: (id: string) => boolean): string | undefined {
  const prefix = id.slice(0, id.lastIndexOf('-'))
  if (prefix === 'i') return `/instances/${id}/details`
  const page = pages[prefix]
  return page !== undefined && hasPage(page) ? `/${page}?selected=${id}` : undefined
}
