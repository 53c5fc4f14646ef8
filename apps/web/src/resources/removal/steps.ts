import { asApiError } from '../../api/index.ts'
import type { RowTools } from '../job/job.ts'

/** What goes, each with the calls that make it go. */
export type PartKind = keyof typeof steps

type Step = (tools: RowTools, id: string) => Promise<unknown>

/** Whether a look was refused because the thing is no longer there. */
async function isGone(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look()
    return false
  } catch (thrown) {
    if (/NotFound/.test(asApiError(thrown).code)) return true
    throw thrown
  }
}

/** What has gone with something else meanwhile needs no deleting. */
async function unlessGone(work: () => Promise<unknown>): Promise<void> {
  await isGone(work)
}

const instance: Step = async ({ call, wait }, id) => {
  const InstanceIds = [id]
  await call('ec2', 'TerminateInstances', { InstanceIds })
  await wait(async () => {
    const { Reservations } = await call('ec2', 'DescribeInstances', { InstanceIds })
    const state = Reservations?.[0]?.Instances?.[0]?.State?.Name
    return state === undefined || state === 'terminated'
  })
}

const natGateway: Step = async ({ call, wait }, NatGatewayId) => {
  await call('ec2', 'DeleteNatGateway', { NatGatewayId })
  await wait(async () => {
    const look = { NatGatewayIds: [NatGatewayId] }
    const { NatGateways } = await call('ec2', 'DescribeNatGateways', look)
    return NatGateways?.[0] === undefined || NatGateways[0].State === 'deleted'
  })
}

/** Its nodes' interfaces go a while after it. */
const loadBalancer: Step = async ({ call, wait }, LoadBalancerArn) => {
  await call('elastic-load-balancing-v2', 'DeleteLoadBalancer', { LoadBalancerArn })
  const description = `ELB ${LoadBalancerArn.split(':loadbalancer/')[1] ?? ''}`
  await wait(async () => {
    const { NetworkInterfaces } = await call('ec2', 'DescribeNetworkInterfaces', {
      Filters: [{ Name: 'description', Values: [description] }],
    })
    return (NetworkInterfaces ?? []).length === 0
  })
}

const endpoint: Step = async ({ call, wait }, id) => {
  const VpcEndpointIds = [id]
  const { Unsuccessful } = await call('ec2', 'DeleteVpcEndpoints', { VpcEndpointIds })
  const refusal = Unsuccessful?.[0]?.Error
  if (refusal) throw new Error(`${refusal.Code ?? ''}: ${refusal.Message ?? ''}`)
  await wait(async () => {
    let there = false
    const went = await isGone(async () => {
      const { VpcEndpoints } = await call('ec2', 'DescribeVpcEndpoints', { VpcEndpointIds })
      there = (VpcEndpoints ?? []).some(({ State }) => State?.toLowerCase() !== 'deleted')
    })
    return went || !there
  })
}

const networkInterface: Step = ({ call, wait }, NetworkInterfaceId) =>
  unlessGone(async () => {
    const look = { NetworkInterfaceIds: [NetworkInterfaceId] }
    const { NetworkInterfaces } = await call('ec2', 'DescribeNetworkInterfaces', look)
    const AttachmentId = NetworkInterfaces?.[0]?.Attachment?.AttachmentId
    if (AttachmentId !== undefined) {
      await call('ec2', 'DetachNetworkInterface', { AttachmentId, Force: true })
      await wait(async () => {
        const now = await call('ec2', 'DescribeNetworkInterfaces', look)
        return now.NetworkInterfaces?.[0]?.Status === 'available'
      })
    }
    await call('ec2', 'DeleteNetworkInterface', { NetworkInterfaceId })
  })

const internetGateway: Step = async ({ call }, InternetGatewayId) => {
  const { InternetGateways } = await call('ec2', 'DescribeInternetGateways', {
    InternetGatewayIds: [InternetGatewayId],
  })
  for (const { VpcId } of InternetGateways?.[0]?.Attachments ?? []) {
    await call('ec2', 'DetachInternetGateway', { InternetGatewayId, VpcId })
  }
  await call('ec2', 'DeleteInternetGateway', { InternetGatewayId })
}

const routeTable: Step = async ({ call }, RouteTableId) => {
  const { RouteTables } = await call('ec2', 'DescribeRouteTables', {
    RouteTableIds: [RouteTableId],
  })
  for (const { Main, RouteTableAssociationId } of RouteTables?.[0]?.Associations ?? []) {
    if (!Main && RouteTableAssociationId !== undefined) {
      await call('ec2', 'DisassociateRouteTable', { AssociationId: RouteTableAssociationId })
    }
  }
  await call('ec2', 'DeleteRouteTable', { RouteTableId })
}

/** Takes the rules that name other groups out of a group. */
const groupReferences: Step = async ({ call }, GroupId) => {
  const { SecurityGroups } = await call('ec2', 'DescribeSecurityGroups', { GroupIds: [GroupId] })
  const [group] = SecurityGroups ?? []
  const naming = (permissions: NonNullable<typeof group>['IpPermissions']) =>
    (permissions ?? []).flatMap(({ IpProtocol, FromPort, ToPort, UserIdGroupPairs }) =>
      (UserIdGroupPairs ?? []).length > 0
        ? [{ IpProtocol, FromPort, ToPort, UserIdGroupPairs }]
        : [],
    )
  const inbound = naming(group?.IpPermissions)
  const outbound = naming(group?.IpPermissionsEgress)
  if (inbound.length > 0) {
    await call('ec2', 'RevokeSecurityGroupIngress', { GroupId, IpPermissions: inbound })
  }
  if (outbound.length > 0) {
    await call('ec2', 'RevokeSecurityGroupEgress', { GroupId, IpPermissions: outbound })
  }
}

const volume: Step = async ({ call, wait }, VolumeId) => {
  const look = { VolumeIds: [VolumeId] }
  const { Volumes } = await call('ec2', 'DescribeVolumes', look)
  for (const { InstanceId } of Volumes?.[0]?.Attachments ?? []) {
    await call('ec2', 'DetachVolume', { VolumeId, InstanceId })
  }
  await wait(async () => {
    const now = await call('ec2', 'DescribeVolumes', look)
    return now.Volumes?.[0]?.State === 'available'
  })
  await call('ec2', 'DeleteVolume', { VolumeId })
}

export const steps = {
  instance,
  'load-balancer': loadBalancer,
  'nat-gateway': natGateway,
  endpoint,
  'network-interface': networkInterface,
  'internet-gateway': internetGateway,
  'route-table': routeTable,
  'group-references': groupReferences,
  volume,
  'egress-only-internet-gateway': ({ call }, EgressOnlyInternetGatewayId) =>
    call('ec2', 'DeleteEgressOnlyInternetGateway', { EgressOnlyInternetGatewayId }),
  'peering-connection': ({ call }, VpcPeeringConnectionId) =>
    call('ec2', 'DeleteVpcPeeringConnection', { VpcPeeringConnectionId }),
  'network-acl': ({ call }, NetworkAclId) => call('ec2', 'DeleteNetworkAcl', { NetworkAclId }),
  'security-group': ({ call }, GroupId) => call('ec2', 'DeleteSecurityGroup', { GroupId }),
  subnet: ({ call }, SubnetId) => call('ec2', 'DeleteSubnet', { SubnetId }),
  vpc: ({ call }, VpcId) => call('ec2', 'DeleteVpc', { VpcId }),
  image: ({ call }, ImageId) => call('ec2', 'DeregisterImage', { ImageId }),
  snapshot: ({ call }, SnapshotId) => call('ec2', 'DeleteSnapshot', { SnapshotId }),
} as const satisfies Record<string, Step>
