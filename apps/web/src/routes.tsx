import type { FeedName } from '@brume/console-api'
import type { ComponentType } from 'react'
import type { PlainKey } from './i18n/index.ts'

/** Groups of the side navigation, in their order, as in the AWS console. */
export const navGroups = [
  { id: 'overview' },
  { id: 'instances', title: 'nav.instances' },
  { id: 'images', title: 'nav.images' },
  { id: 'storage', title: 'nav.storage' },
  { id: 'network', title: 'nav.network' },
  { id: 'balancing', title: 'nav.balancing' },
  { id: 'scaling', title: 'nav.scaling' },
  { id: 'monitoring', title: 'nav.monitoring' },
  { id: 'vpc', title: 'nav.vpc' },
  { id: 'transit', title: 'nav.transit' },
  { id: 'vpn', title: 'nav.vpn' },
  { id: 'sessions', title: 'nav.sessions' },
] as const satisfies readonly { readonly id: string; readonly title?: PlainKey }[]

export interface Route {
  readonly id: string
  /** Below `/<connection>/<region>`, with react-router's `:parameters`. */
  readonly path: string
  /** A default export, loaded when it is first shown. */
  readonly load: () => Promise<{ readonly default: ComponentType }>
  readonly title: PlainKey
  /** The group of the navigation it stands in; without it the page is reached from others only. */
  readonly nav?: (typeof navGroups)[number]['id']
  /** Id of the page above it in the breadcrumbs; the dashboard is above all. */
  readonly parent?: string
  /** The URL parameter that names what the page is about: the last breadcrumb. */
  readonly subject?: string
  /** How wide the page is: a list, a form, or the rest. */
  readonly content?: 'table' | 'form' | 'dashboard'
  /** Live lists that it shows first: asked for while its code is on its way. */
  readonly feeds?: readonly FeedName[]
  /** The list whose items it shows, each at `?selected=<id>`: the search finds them. */
  readonly lists?: FeedName
  /** What it says is loaded with it (`i18n/later-en.ts`): all but its title and what it creates, which menus say. */
  readonly ownMessages?: true
  /** What its dialog makes, opened at `?action=create`: the search offers it. */
  readonly creates?: PlainKey
}

/**
 * The table of contents. Navigation, breadcrumbs, titles, the command palette and the accessibility test derive from it:
 * a page is one folder and one entry here.
 */
export const routes = [
  {
    id: 'dashboard',
    path: '',
    load: () => import('./pages/dashboard/DashboardPage.tsx'),
    title: 'dashboard.title',
    nav: 'overview',
    content: 'dashboard',
  },
  {
    id: 'settings',
    path: 'settings',
    load: () => import('./pages/settings/SettingsPage.tsx'),
    title: 'settings.title',
    nav: 'overview',
    content: 'dashboard',
  },
  {
    id: 'instances',
    path: 'instances',
    load: () => import('./pages/instances/InstancesPage.tsx'),
    title: 'instances.title',
    nav: 'instances',
    content: 'table',
    feeds: ['instances', 'instance-status'],
    lists: 'instances',
  },
  {
    id: 'instance',
    path: 'instances/:instanceId/:tab?',
    load: () => import('./pages/instances/InstancePage.tsx'),
    title: 'instances.one',
    parent: 'instances',
    subject: 'instanceId',
    feeds: ['instances', 'instance-status'],
  },
  {
    id: 'launch',
    path: 'launch',
    load: () => import('./pages/launch/LaunchPage.tsx'),
    title: 'launch.title',
    parent: 'instances',
    content: 'form',
  },
  {
    id: 'instance-types',
    path: 'instance-types',
    load: () => import('./pages/launch/types/TypesPage.tsx'),
    title: 'types.title',
    nav: 'instances',
    content: 'table',
  },
  {
    id: 'launch-templates',
    path: 'launch-templates',
    load: () => import('./pages/launch-templates/TemplatesPage.tsx'),
    title: 'templates.title',
    nav: 'instances',
    content: 'table',
    feeds: ['launch-templates'],
    lists: 'launch-templates',
  },
  {
    id: 'create-launch-template',
    path: 'launch-templates/create',
    load: () => import('./pages/launch/TemplatePage.tsx'),
    title: 'templates.create',
    parent: 'launch-templates',
    content: 'form',
  },
  {
    id: 'capacity-reservations',
    path: 'capacity-reservations',
    load: () => import('./pages/capacity-reservations/ReservationsPage.tsx'),
    title: 'capacity.title',
    nav: 'instances',
    content: 'table',
    feeds: ['capacity-reservations'],
    lists: 'capacity-reservations',
    creates: 'capacity.create',
  },
  {
    id: 'auto-scaling-groups',
    path: 'auto-scaling-groups',
    load: () => import('./pages/auto-scaling-groups/GroupsPage.tsx'),
    title: 'asg.title',
    nav: 'scaling',
    content: 'table',
    feeds: ['auto-scaling-groups'],
    lists: 'auto-scaling-groups',
    creates: 'asg.create',
  },
  {
    id: 'create-auto-scaling-group',
    path: 'auto-scaling-groups/create',
    load: () => import('./pages/auto-scaling-groups/create/CreateGroupPage.tsx'),
    title: 'asg.create',
    parent: 'auto-scaling-groups',
    ownMessages: true,
    content: 'form',
  },
  {
    id: 'auto-scaling-group',
    path: 'auto-scaling-groups/:groupName/:tab?',
    load: () => import('./pages/auto-scaling-groups/GroupPage.tsx'),
    title: 'asg.one',
    parent: 'auto-scaling-groups',
    subject: 'groupName',
    feeds: ['auto-scaling-groups', 'instances'],
  },
  {
    id: 'alarms',
    path: 'alarms',
    load: () => import('./pages/alarms/AlarmsPage.tsx'),
    title: 'alarms.title',
    nav: 'monitoring',
    content: 'table',
    feeds: ['alarms'],
    lists: 'alarms',
    creates: 'alarms.create',
  },
  {
    id: 'create-alarm',
    path: 'alarms/create',
    load: () => import('./pages/alarms/CreateAlarmPage.tsx'),
    title: 'alarms.create',
    parent: 'alarms',
    content: 'form',
    feeds: ['alarms'],
  },
  {
    id: 'composite-alarm',
    path: 'alarms/composite',
    load: () => import('./pages/alarms/CompositeAlarmPage.tsx'),
    title: 'alarms.createComposite',
    parent: 'alarms',
    content: 'form',
    ownMessages: true,
    feeds: ['alarms'],
  },
  {
    id: 'dashboards',
    path: 'dashboards',
    load: () => import('./pages/dashboards/DashboardsPage.tsx'),
    title: 'dashboards.title',
    nav: 'monitoring',
    content: 'table',
    feeds: ['dashboards'],
    lists: 'dashboards',
    creates: 'dashboards.create',
  },
  {
    id: 'metric-dashboard',
    path: 'dashboards/:name',
    load: () => import('./pages/dashboards/DashboardPage.tsx'),
    title: 'dashboards.one',
    parent: 'dashboards',
    subject: 'name',
    content: 'dashboard',
    feeds: ['dashboards'],
  },
  {
    id: 'traffic',
    path: 'traffic',
    load: () => import('./pages/traffic/TrafficPage.tsx'),
    title: 'traffic.title',
    nav: 'monitoring',
    content: 'dashboard',
  },
  {
    id: 'faults',
    path: 'faults',
    load: () => import('./pages/faults/FaultsPage.tsx'),
    title: 'faults.title',
    nav: 'monitoring',
    content: 'dashboard',
  },
  {
    id: 'connect',
    path: 'connect/:instanceId',
    load: () => import('./pages/connect/ConnectPage.tsx'),
    title: 'connect.title',
    parent: 'instances',
    subject: 'instanceId',
  },
  {
    id: 'terminals',
    path: 'terminals',
    load: () => import('./pages/terminals/TerminalsPage.tsx'),
    title: 'terminals.title',
    nav: 'sessions',
  },
  {
    id: 'session-manager',
    path: 'session-manager',
    load: () => import('./pages/sessions/SessionsPage.tsx'),
    title: 'sessions.title',
    nav: 'sessions',
    feeds: ['active-sessions', 'instances'],
    lists: 'active-sessions',
    creates: 'sessions.create',
  },
  {
    id: 'run-command',
    path: 'run-command',
    load: () => import('./pages/run-command/CommandsPage.tsx'),
    title: 'commands.title',
    nav: 'sessions',
    content: 'table',
    feeds: ['commands'],
    lists: 'commands',
  },
  {
    id: 'parameters',
    path: 'parameters',
    load: () => import('./pages/parameters/ParametersPage.tsx'),
    title: 'parameters.title',
    nav: 'sessions',
    lists: 'parameters',
    creates: 'parameters.create',
    feeds: ['parameters'],
  },
  {
    id: 'send-command',
    path: 'run-command/send',
    load: () => import('./pages/run-command/SendCommandPage.tsx'),
    title: 'commands.createTitle',
    parent: 'run-command',
    content: 'form',
  },
  {
    id: 'command',
    path: 'run-command/:commandId',
    load: () => import('./pages/run-command/CommandPage.tsx'),
    title: 'commands.oneTitle',
    parent: 'run-command',
    subject: 'commandId',
    feeds: ['commands'],
  },
  {
    id: 'images',
    path: 'images',
    load: () => import('./pages/images/ImagesPage.tsx'),
    title: 'images.title',
    nav: 'images',
    content: 'table',
    feeds: ['images'],
    lists: 'images',
  },
  {
    id: 'image-catalogue',
    path: 'image-catalogue',
    load: () => import('./pages/launch/images/CataloguePage.tsx'),
    title: 'catalogue.title',
    nav: 'images',
  },
  {
    id: 'volumes',
    path: 'volumes',
    load: () => import('./pages/volumes/VolumesPage.tsx'),
    title: 'volumes.title',
    nav: 'storage',
    content: 'table',
    feeds: ['volumes'],
    lists: 'volumes',
    creates: 'volumes.create',
  },
  {
    id: 'snapshots',
    path: 'snapshots',
    load: () => import('./pages/snapshots/SnapshotsPage.tsx'),
    title: 'snapshots.title',
    nav: 'storage',
    content: 'table',
    feeds: ['snapshots'],
    lists: 'snapshots',
    creates: 'snapshots.create',
  },
  {
    id: 'recycle-bin',
    path: 'recycle-bin',
    load: () => import('./pages/recycle-bin/RecycleBinPage.tsx'),
    title: 'recycleBin.title',
    nav: 'storage',
    content: 'dashboard',
  },
  {
    id: 'security-groups',
    path: 'security-groups',
    load: () => import('./pages/security-groups/GroupsPage.tsx'),
    title: 'groups.title',
    nav: 'network',
    content: 'table',
    feeds: ['security-groups'],
    lists: 'security-groups',
    creates: 'groups.create',
  },
  {
    id: 'elastic-ips',
    path: 'elastic-ips',
    load: () => import('./pages/elastic-ips/ElasticIpsPage.tsx'),
    title: 'eips.title',
    nav: 'network',
    content: 'table',
    lists: 'addresses',
    creates: 'eips.create',
  },
  {
    id: 'placement-groups',
    path: 'placement-groups',
    load: () => import('./pages/placement-groups/PlacementGroupsPage.tsx'),
    title: 'placementGroups.title',
    nav: 'network',
    content: 'table',
    feeds: ['placement-groups'],
    lists: 'placement-groups',
    creates: 'placementGroups.create',
  },
  {
    id: 'key-pairs',
    path: 'key-pairs',
    load: () => import('./pages/key-pairs/KeyPairsPage.tsx'),
    title: 'keys.title',
    nav: 'network',
    content: 'table',
    feeds: ['key-pairs'],
    lists: 'key-pairs',
    creates: 'keys.create',
  },
  {
    id: 'network-interfaces',
    path: 'network-interfaces',
    load: () => import('./pages/network-interfaces/InterfacesPage.tsx'),
    title: 'interfaces.title',
    nav: 'network',
    content: 'table',
    lists: 'network-interfaces',
    creates: 'interfaces.create',
  },
  {
    id: 'roles',
    path: 'roles',
    load: () => import('./pages/roles/RolesPage.tsx'),
    title: 'roles.title',
    nav: 'network',
    content: 'table',
    lists: 'roles',
    feeds: ['roles'],
  },
  {
    id: 'create-role',
    path: 'roles/create',
    load: () => import('./pages/roles/CreateRolePage.tsx'),
    title: 'roles.create',
    parent: 'roles',
    content: 'form',
  },
  {
    id: 'load-balancers',
    path: 'load-balancers',
    load: () => import('./pages/load-balancers/LoadBalancersPage.tsx'),
    title: 'loadBalancers.title',
    nav: 'balancing',
    content: 'table',
    ownMessages: true,
    feeds: ['load-balancers'],
    lists: 'load-balancers',
  },
  {
    id: 'create-load-balancer',
    path: 'load-balancers/create',
    load: () => import('./pages/load-balancers/CreateBalancerPage.tsx'),
    title: 'loadBalancers.create',
    parent: 'load-balancers',
    content: 'form',
    ownMessages: true,
  },
  {
    id: 'listener',
    path: 'load-balancers/:balancer/:port',
    load: () => import('./pages/load-balancers/ListenerPage.tsx'),
    title: 'loadBalancers.listener',
    parent: 'load-balancers',
    subject: 'port',
    ownMessages: true,
    feeds: ['load-balancers', 'listeners'],
  },
  {
    id: 'target-groups',
    path: 'target-groups',
    load: () => import('./pages/target-groups/TargetGroupsPage.tsx'),
    title: 'targetGroups.title',
    nav: 'balancing',
    content: 'table',
    ownMessages: true,
    feeds: ['target-groups', 'target-health'],
    lists: 'target-groups',
  },
  {
    id: 'create-target-group',
    path: 'target-groups/create',
    load: () => import('./pages/target-groups/CreateTargetGroupPage.tsx'),
    title: 'targetGroups.create',
    parent: 'target-groups',
    content: 'form',
    ownMessages: true,
  },
  {
    id: 'vpcs',
    path: 'vpcs',
    load: () => import('./pages/vpcs/VpcsPage.tsx'),
    title: 'vpcs.title',
    nav: 'vpc',
    content: 'table',
    lists: 'vpcs',
    creates: 'vpcs.create',
  },
  {
    id: 'create-vpc',
    path: 'vpcs/create',
    load: () => import('./pages/vpcs/CreateNetworkPage.tsx'),
    title: 'more.title',
    parent: 'vpcs',
  },
  {
    id: 'subnets',
    path: 'subnets',
    load: () => import('./pages/subnets/SubnetsPage.tsx'),
    title: 'subnets.title',
    nav: 'vpc',
    content: 'table',
    lists: 'subnets',
    creates: 'subnets.create',
  },
  {
    id: 'route-tables',
    path: 'route-tables',
    load: () => import('./pages/route-tables/RouteTablesPage.tsx'),
    title: 'routeTables.title',
    nav: 'vpc',
    content: 'table',
    lists: 'route-tables',
    creates: 'routeTables.create',
  },
  {
    id: 'internet-gateways',
    path: 'internet-gateways',
    load: () => import('./pages/internet-gateways/InternetGatewaysPage.tsx'),
    title: 'gateways.title',
    nav: 'vpc',
    content: 'table',
    lists: 'internet-gateways',
    creates: 'gateways.create',
  },
  {
    id: 'egress-only-internet-gateways',
    path: 'egress-only-internet-gateways',
    load: () => import('./pages/egress-only-gateways/EgressOnlyGatewaysPage.tsx'),
    title: 'egressOnly.title',
    nav: 'vpc',
    content: 'table',
    lists: 'egress-only-internet-gateways',
    creates: 'egressOnly.create',
  },
  {
    id: 'mirror-sessions',
    path: 'mirror-sessions',
    load: () => import('./pages/mirror-sessions/MirrorSessionsPage.tsx'),
    title: 'mirrors.title',
    nav: 'vpc',
    content: 'table',
    lists: 'mirror-sessions',
    creates: 'mirrors.create',
  },
  {
    id: 'dhcp-options',
    path: 'dhcp-options',
    load: () => import('./pages/dhcp-options/DhcpOptionsPage.tsx'),
    title: 'dhcp.title',
    nav: 'vpc',
    content: 'table',
    lists: 'dhcp-options',
    creates: 'dhcp.create',
  },
  {
    id: 'prefix-lists',
    path: 'prefix-lists',
    load: () => import('./pages/prefix-lists/PrefixListsPage.tsx'),
    title: 'prefixLists.title',
    nav: 'vpc',
    content: 'table',
    lists: 'prefix-lists',
    creates: 'prefixLists.create',
  },
  {
    id: 'nat-gateways',
    path: 'nat-gateways',
    load: () => import('./pages/nat-gateways/NatGatewaysPage.tsx'),
    title: 'nats.title',
    nav: 'vpc',
    content: 'table',
    lists: 'nat-gateways',
    creates: 'nats.create',
  },
  {
    id: 'endpoints',
    path: 'endpoints',
    load: () => import('./pages/endpoints/EndpointsPage.tsx'),
    title: 'endpoints.title',
    nav: 'vpc',
    content: 'table',
    lists: 'vpc-endpoints',
    creates: 'endpoints.create',
  },
  {
    id: 'peering-connections',
    path: 'peering-connections',
    load: () => import('./pages/peering/PeeringPage.tsx'),
    title: 'peering.title',
    nav: 'vpc',
    content: 'table',
    lists: 'peering-connections',
    creates: 'peering.create',
  },
  {
    id: 'network-acls',
    path: 'network-acls',
    load: () => import('./pages/network-acls/NetworkAclsPage.tsx'),
    title: 'acls.title',
    nav: 'vpc',
    content: 'table',
    lists: 'network-acls',
    creates: 'acls.create',
  },
  {
    id: 'flow-logs',
    path: 'flow-logs',
    load: () => import('./pages/flow-logs/FlowLogsPage.tsx'),
    title: 'flowLogs.title',
    nav: 'vpc',
    content: 'table',
    lists: 'flow-logs',
    creates: 'flowLogs.create',
  },
  {
    id: 'reachability',
    path: 'reachability',
    load: () => import('./pages/reachability/ReachabilityPage.tsx'),
    title: 'reachability.title',
    nav: 'vpc',
  },
  {
    id: 'transit-gateways',
    path: 'transit-gateways',
    load: () => import('./pages/transit-gateways/GatewaysPage.tsx'),
    title: 'tgw.title',
    nav: 'transit',
    content: 'table',
    lists: 'transit-gateways',
    creates: 'tgw.create',
  },
  {
    id: 'transit-gateway-attachments',
    path: 'transit-gateway-attachments',
    load: () => import('./pages/transit-gateways/AttachmentsPage.tsx'),
    title: 'tgwAttachments.title',
    nav: 'transit',
    content: 'table',
    lists: 'transit-gateway-attachments',
    creates: 'tgwAttachments.create',
  },
  {
    id: 'transit-gateway-route-tables',
    path: 'transit-gateway-route-tables',
    load: () => import('./pages/transit-gateways/TablesPage.tsx'),
    title: 'tgwTables.title',
    nav: 'transit',
    content: 'table',
    lists: 'transit-gateway-route-tables',
    creates: 'tgwTables.create',
  },
  {
    id: 'customer-gateways',
    path: 'customer-gateways',
    load: () => import('./pages/vpn/CustomerGatewaysPage.tsx'),
    title: 'customerGateways.title',
    nav: 'vpn',
    content: 'table',
    lists: 'customer-gateways',
    creates: 'customerGateways.create',
  },
  {
    id: 'vpn-gateways',
    path: 'vpn-gateways',
    load: () => import('./pages/vpn/VpnGatewaysPage.tsx'),
    title: 'vpnGateways.title',
    nav: 'vpn',
    content: 'table',
    lists: 'vpn-gateways',
    creates: 'vpnGateways.create',
  },
  {
    id: 'vpn-connections',
    path: 'vpn-connections',
    load: () => import('./pages/vpn/VpnConnectionsPage.tsx'),
    title: 'vpns.title',
    nav: 'vpn',
    content: 'table',
    lists: 'vpn-connections',
    creates: 'vpns.create',
  },
] as const satisfies readonly Route[]

export type RouteId = (typeof routes)[number]['id']

const table: readonly Route[] = routes

export function findRoute(id: string): Route | undefined {
  return table.find((route) => route.id === id)
}

/** Every page, for what derives from the table. */
export function listRoutes(): readonly Route[] {
  return table
}

/** What an address names, before the router is there to say it. */
export function routeOf(pathname: string): {
  readonly route: Route | undefined
  readonly connection: string
  readonly region: string
} {
  const [connection = '', region = '', ...words] = pathname.split('/').slice(1).filter(Boolean)
  const route = table.find(({ path }) => {
    const parts = path.split('/').filter(Boolean)
    const least = parts.filter((part) => !part.endsWith('?')).length
    if (words.length < least || words.length > parts.length) return false
    return words.every((word, index) => parts[index]?.startsWith(':') || parts[index] === word)
  })
  return { route, connection, region }
}

/** Where the page opens with no parameter filled (`/terminals`, '' for the dashboard); `undefined` when it needs one. */
export function plainPath(route: Route): string | undefined {
  const path = route.path.replace(/\/:\w+\?/g, '')
  if (path.includes(':')) return undefined
  return path === '' ? '' : `/${path}`
}
