/** How a resource of a type is named in inputs besides by its ARN. */
interface Naming {
  /** What its ids begin with: found under any member. */
  readonly prefix?: string
  /** Members that hold its name. */
  readonly members?: readonly string[]
  /** The variable of the ARN that is the name; default: its last. */
  readonly variable?: string
  /** The action makes one: it has no id yet, though a member may name it. */
  readonly newMembers?: readonly string[]
}

/** Ids of EC2 that name a resource by themselves: `<type>: <prefix>`. */
const idPrefixes = {
  'capacity-reservation': 'cr',
  'capacity-reservation-fleet': 'crf',
  'carrier-gateway': 'cagw',
  'customer-gateway': 'cgw',
  'dedicated-host': 'h',
  'dhcp-options': 'dopt',
  'egress-only-internet-gateway': 'eigw',
  'elastic-ip': 'eipalloc',
  fleet: 'fleet',
  image: 'ami',
  'image-usage-report': 'amiur',
  instance: 'i',
  'instance-connect-endpoint': 'eice',
  'instance-event-window': 'iew',
  'internet-gateway': 'igw',
  ipam: 'ipam',
  'ipam-pool': 'ipam-pool',
  'ipam-scope': 'ipam-scope',
  'key-pair': 'key',
  'launch-template': 'lt',
  natgateway: 'nat',
  'network-acl': 'acl',
  'network-insights-analysis': 'nia',
  'network-insights-path': 'nip',
  'network-interface': 'eni',
  'placement-group': 'pg',
  'prefix-list': 'pl',
  'replace-root-volume-task': 'replacevol',
  'route-table': 'rtb',
  'security-group': 'sg',
  'security-group-rule': 'sgr',
  snapshot: 'snap',
  'spot-fleet-request': 'sfr',
  'spot-instances-request': 'sir',
  subnet: 'subnet',
  'subnet-cidr-reservation': 'scr',
  'traffic-mirror-filter': 'tmf',
  'traffic-mirror-filter-rule': 'tmfr',
  'traffic-mirror-session': 'tms',
  'traffic-mirror-target': 'tmt',
  'transit-gateway': 'tgw',
  'transit-gateway-attachment': 'tgw-attach',
  'transit-gateway-route-table': 'tgw-rtb',
  volume: 'vol',
  vpc: 'vpc',
  'vpc-block-public-access-exclusion': 'vpcbpa-exclude',
  'vpc-endpoint': 'vpce',
  'vpc-flow-log': 'fl',
  'vpc-peering-connection': 'pcx',
  'vpn-connection': 'vpn',
  'vpn-gateway': 'vgw',
} as const

const ec2: Readonly<Record<string, Naming>> = {
  ...Object.fromEntries(Object.entries(idPrefixes).map(([type, prefix]) => [type, { prefix }])),
  'key-pair': { prefix: 'key', members: ['KeyName', 'KeyNames'] },
  'placement-group': { prefix: 'pg', members: ['GroupName'] },
  'reserved-instances': { members: ['ReservedInstancesId', 'ReservedInstancesIds'] },
}

/** How the resources of each service are named, by prefix and type. */
export const namings: Readonly<Record<string, Readonly<Record<string, Naming>>>> = {
  ec2,
  'ec2-instance-connect': {
    instance: { prefix: 'i' },
    'instance-connect-endpoint': { prefix: 'eice' },
  },
  ssm: {
    instance: { prefix: 'i' },
    'managed-instance': { prefix: 'mi' },
    document: { members: ['DocumentName', 'Name'] },
    parameter: { members: ['Name', 'Names', 'Path'] },
    session: { members: ['SessionId'] },
    association: { members: ['AssociationId'] },
    maintenancewindow: { prefix: 'mw' },
    patchbaseline: { prefix: 'pb' },
    servicesetting: { members: ['SettingId'] },
  },
  iam: {
    user: { members: ['UserName'] },
    role: { members: ['RoleName'] },
    group: { members: ['GroupName'] },
    policy: { newMembers: ['PolicyName'] },
    'instance-profile': { members: ['InstanceProfileName'] },
    'server-certificate': { members: ['ServerCertificateName'] },
  },
  sts: { 'federated-user': { members: ['Name'] } },
  autoscaling: {
    autoScalingGroup: { members: ['AutoScalingGroupName', 'AutoScalingGroupNames', 'ResourceId'] },
    launchConfiguration: { members: ['LaunchConfigurationName', 'LaunchConfigurationNames'] },
  },
  elasticloadbalancing: {
    targetgroup: { newMembers: ['Name'], variable: 'TargetGroupName' },
    'loadbalancer/app/': { newMembers: ['Name'], variable: 'LoadBalancerName' },
    'loadbalancer/net/': { newMembers: ['Name'], variable: 'LoadBalancerName' },
    'loadbalancer/gwy/': { newMembers: ['Name'], variable: 'LoadBalancerName' },
  },
  cloudwatch: {
    alarm: { members: ['AlarmName', 'AlarmNames'] },
    dashboard: { members: ['DashboardName', 'DashboardNames'] },
    'insight-rule': { members: ['RuleName', 'RuleNames'] },
    'metric-stream': { members: ['Name'] },
  },
  budgets: {
    budget: { members: ['BudgetName'] },
    budgetAction: { members: ['ActionId'] },
  },
  savingsplans: { savingsplan: { members: ['savingsPlanId', 'savingsPlanIds'] } },
}

export type { Naming }
