import type { Call } from '../../api/index.ts'
import type { PlainKey } from '../../i18n/index.ts'
import { nextFreeBlock, parseBlock } from '../../lib/cidr.ts'
import type { MapGateway, MapTable, NetworkMap } from '../../lib/network-map.ts'

/** What "VPC and more" asks. */
export interface VpcSettings {
  /** Begins the Name tag of everything. */
  readonly name: string
  readonly cidr: string
  readonly zones: readonly string[]
  readonly publicSubnets: boolean
  /** In each zone. */
  readonly privateSubnets: 0 | 1 | 2
  readonly nat: 'none' | 'one' | 'per-zone'
  readonly dnsHostnames: boolean
  readonly autoAssign: boolean
}

export interface PlannedSubnet {
  readonly name: string
  readonly zone: string
  readonly cidr: string
  readonly open: boolean
  readonly table: string
}

/** Everything that will be made, each thing by its name. */
export interface VpcPlan {
  readonly settings: VpcSettings
  readonly vpc: string
  readonly gateway: string | undefined
  readonly subnets: readonly PlannedSubnet[]
  readonly nats: readonly {
    readonly name: string
    readonly address: string
    readonly subnet: string
  }[]
  readonly tables: readonly { readonly name: string; readonly target: string | undefined }[]
}

/** Names as AWS gives them: `project-subnet-public1-ap-northeast-2a`. Blocks too: the private half begins in the middle. */
export function planVpc(settings: VpcSettings): VpcPlan {
  const { name, zones, publicSubnets, privateSubnets } = settings
  const hasNat = publicSubnets && privateSubnets > 0 && settings.nat !== 'none'
  const blocks = shareOut(settings)
  const publics = publicSubnets
    ? zones.map<PlannedSubnet>((zone, at) => ({
        name: `${name}-subnet-public${at + 1}-${zone}`,
        zone,
        cidr: blocks.publics[at] ?? '',
        open: true,
        table: `${name}-rtb-public`,
      }))
    : []
  const privates = Array.from({ length: privateSubnets * zones.length }, (_, at): PlannedSubnet => {
    const zone = zones[at % zones.length] ?? ''
    return {
      name: `${name}-subnet-private${at + 1}-${zone}`,
      zone,
      cidr: blocks.privates[at] ?? '',
      open: false,
      table: `${name}-rtb-private${at + 1}-${zone}`,
    }
  })
  const nats = hasNat
    ? publics
        .slice(0, settings.nat === 'one' ? 1 : undefined)
        .map(({ name: subnet, zone }, at) => ({
          name: `${name}-nat-public${at + 1}-${zone}`,
          address: `${name}-eip-${zone}`,
          subnet,
        }))
    : []
  const gateway = publicSubnets ? `${name}-igw` : undefined
  return {
    settings,
    vpc: `${name}-vpc`,
    gateway,
    subnets: [...publics, ...privates],
    nats,
    tables: [
      ...(publicSubnets ? [{ name: `${name}-rtb-public`, target: gateway }] : []),
      ...privates.map(({ table }, at) => ({
        name: table,
        target: (nats[at % zones.length] ?? nats[0])?.name,
      })),
    ],
  }
}

/** Blocks of equal size: the first half for public subnets, the second for private ones. */
function shareOut({ cidr, zones, privateSubnets }: VpcSettings) {
  const length = parseBlock(cidr)?.length ?? 16
  const each = Math.min(28, Math.max(length + 4, Math.min(20, length + 4)))
  const take = (count: number, taken: string[]) =>
    Array.from({ length: count }, () => {
      const block = nextFreeBlock(cidr, taken, each)
      if (block !== undefined) taken.push(block)
      return block
    })
  const taken: string[] = []
  const publics = take(zones.length, taken)
  // Eight of the sixteen blocks lie before the middle.
  const filled = [...taken, ...take(8 - zones.length, [...taken]).flatMap((block) => block ?? [])]
  return { publics, privates: take(privateSubnets * zones.length, filled) }
}

/** The plan as a picture. */
export function pictureOf(plan: VpcPlan): NetworkMap {
  const everywhere = '0.0.0.0/0'
  return {
    subnets: plan.subnets.map(({ name, cidr, zone, table }) => ({
      id: name,
      name,
      cidr,
      zone,
      tableId: table,
      instances: [],
    })),
    tables: plan.tables.map<MapTable>(({ name, target }) => ({
      id: name,
      name,
      main: false,
      routes: target === undefined ? [] : [{ destination: everywhere, target }],
    })),
    gateways: [
      ...(plan.gateway === undefined
        ? []
        : [{ id: plan.gateway, name: plan.gateway, kind: 'internet-gateway' as const }]),
      ...plan.nats.map<MapGateway>(({ name, subnet }) => ({
        id: name,
        name,
        kind: 'nat-gateway',
        subnetId: subnet,
      })),
    ],
  }
}

export interface PlanStep {
  readonly text: PlainKey
  readonly subject: string
  readonly run: (call: Call, made: Map<string, string>) => Promise<void>
}

const named = <Type extends string>(ResourceType: Type, Value: string) => ({
  TagSpecifications: [{ ResourceType, Tags: [{ Key: 'Name', Value }] }],
})

/** The calls, in their order. `made` holds the ids of what earlier steps made, by name. */
export function stepsOf(plan: VpcPlan): readonly PlanStep[] {
  const { settings, vpc, gateway } = plan
  const idOf = (made: Map<string, string>, name: string) => made.get(name) ?? ''
  const steps: PlanStep[] = [
    {
      text: 'vpcs.create',
      subject: vpc,
      run: async (call, made) => {
        const { Vpc } = await call('ec2', 'CreateVpc', {
          CidrBlock: settings.cidr,
          ...named('vpc', vpc),
        })
        made.set(vpc, Vpc?.VpcId ?? '')
      },
    },
  ]
  if (settings.dnsHostnames) {
    steps.push({
      text: 'more.dns',
      subject: vpc,
      run: async (call, made) => {
        const EnableDnsHostnames = { Value: true }
        await call('ec2', 'ModifyVpcAttribute', { VpcId: idOf(made, vpc), EnableDnsHostnames })
      },
    })
  }
  for (const { name, zone, cidr, open } of plan.subnets) {
    steps.push({
      text: 'subnets.create',
      subject: name,
      run: async (call, made) => {
        const { Subnet } = await call('ec2', 'CreateSubnet', {
          VpcId: idOf(made, vpc),
          CidrBlock: cidr,
          AvailabilityZone: zone,
          ...named('subnet', name),
        })
        made.set(name, Subnet?.SubnetId ?? '')
      },
    })
    if (open && settings.autoAssign) {
      steps.push({
        text: 'more.autoAssign',
        subject: name,
        run: async (call, made) => {
          const MapPublicIpOnLaunch = { Value: true }
          const SubnetId = idOf(made, name)
          await call('ec2', 'ModifySubnetAttribute', { SubnetId, MapPublicIpOnLaunch })
        },
      })
    }
  }
  if (gateway !== undefined) {
    steps.push({
      text: 'gateways.create',
      subject: gateway,
      run: async (call, made) => {
        const { InternetGateway } = await call(
          'ec2',
          'CreateInternetGateway',
          named('internet-gateway', gateway),
        )
        made.set(gateway, InternetGateway?.InternetGatewayId ?? '')
      },
    })
    steps.push({
      text: 'gateways.attach',
      subject: gateway,
      run: async (call, made) => {
        const InternetGatewayId = idOf(made, gateway)
        await call('ec2', 'AttachInternetGateway', { InternetGatewayId, VpcId: idOf(made, vpc) })
      },
    })
  }
  for (const nat of plan.nats) {
    steps.push({
      text: 'eips.create',
      subject: nat.address,
      run: async (call, made) => {
        const { AllocationId = '' } = await call('ec2', 'AllocateAddress', {
          Domain: 'vpc',
          ...named('elastic-ip', nat.address),
        })
        made.set(nat.address, AllocationId)
      },
    })
    steps.push({
      text: 'nats.create',
      subject: nat.name,
      run: async (call, made) => {
        const { NatGateway } = await call('ec2', 'CreateNatGateway', {
          SubnetId: idOf(made, nat.subnet),
          AllocationId: idOf(made, nat.address),
          ...named('natgateway', nat.name),
        })
        made.set(nat.name, NatGateway?.NatGatewayId ?? '')
      },
    })
  }
  for (const table of plan.tables) steps.push(...tableSteps(plan, table))
  return steps
}

function tableSteps(plan: VpcPlan, table: VpcPlan['tables'][number]): readonly PlanStep[] {
  const { target } = table
  const RouteTableId = (made: Map<string, string>) => made.get(table.name) ?? ''
  const steps: PlanStep[] = [
    {
      text: 'routeTables.create',
      subject: table.name,
      run: async (call, made) => {
        const { RouteTable } = await call('ec2', 'CreateRouteTable', {
          VpcId: made.get(plan.vpc),
          ...named('route-table', table.name),
        })
        made.set(table.name, RouteTable?.RouteTableId ?? '')
      },
    },
  ]
  if (target !== undefined) {
    steps.push({
      text: 'routes.add',
      subject: `0.0.0.0/0 → ${target}`,
      run: async (call, made) => {
        const id = made.get(target)
        await call('ec2', 'CreateRoute', {
          RouteTableId: RouteTableId(made),
          DestinationCidrBlock: '0.0.0.0/0',
          ...(target === plan.gateway ? { GatewayId: id } : { NatGatewayId: id }),
        })
      },
    })
  }
  for (const { name } of plan.subnets.filter((subnet) => subnet.table === table.name)) {
    steps.push({
      text: 'more.associate',
      subject: `${name} → ${table.name}`,
      run: async (call, made) => {
        const SubnetId = made.get(name)
        await call('ec2', 'AssociateRouteTable', { RouteTableId: RouteTableId(made), SubnetId })
      },
    })
  }
  return steps
}
