import { balancerOf } from '@brume/console-api'

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
  tms: 'mirror-sessions',
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
  h: 'dedicated-hosts',
  sir: 'spot-requests',
}

/** Load balancers and target groups by their ARNs; a listener or a rule is shown with its balancer. */
function balancingPath(arn: string): string {
  const page = arn.includes(':targetgroup/') ? 'target-groups' : 'load-balancers'
  return `/${page}?selected=${encodeURIComponent(balancerOf(arn))}`
}

/** How a resource is called where it is only named: an ARN of load balancing by what it names. */
export function resourceText(id: string): string {
  const [, path] = id.split(/^arn:[^:]+:elasticloadbalancing:[^/]*\//)
  if (path === undefined) return id
  const parts = path.split('/')
  return (id.includes(':targetgroup/') ? parts[0] : parts[1]) ?? id
}

/** Where a resource is shown, within its place; undefined for what has no page. */
export function resourcePath(id: string, hasPage: (id: string) => boolean): string | undefined {
  if (id.startsWith('arn:')) {
    return id.includes(':elasticloadbalancing:') ? balancingPath(id) : undefined
  }
  const prefix = id.slice(0, id.lastIndexOf('-'))
  if (prefix === 'i') return `/instances/${id}/details`
  const page = pages[prefix]
  return page !== undefined && hasPage(page) ? `/${page}?selected=${id}` : undefined
}
