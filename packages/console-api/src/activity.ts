import type { ApiError } from './errors.ts'
import type { ServiceName } from './operations.ts'

/**
 * What was changed from this browser session: one entry for each call that changes something. `GET /api/activity` answers
 * all that is kept, oldest first; every change of an entry is sent over `/live` as well (`type: 'activity'`).
 */
export interface ActivityEntry {
  /** Unique in its session; later ones are greater. */
  readonly id: number
  /** ISO, wall time of this computer. */
  readonly startedAt: string
  readonly connection: string
  readonly region: string
  readonly service: ServiceName
  readonly operation: string
  /** As it was sent, without secrets. */
  readonly input: object
  /** ARN of who acted, once known. */
  readonly identity?: string
  readonly state: 'held' | 'running' | 'succeeded' | 'failed' | 'cancelled'
  /** ISO: when a held call goes out. */
  readonly dueAt?: string
  readonly durationMs?: number
  readonly requestId?: string
  readonly error?: ApiError
  /** Ids that its input names and its output made, the made ones first. */
  readonly resources: readonly string[]
  /** What the operation made, as later calls name it. */
  readonly made?: string
}

/**
 * `POST /api/<connection>/<region>/terminations`: terminates after a moment, in which it can be undone. Only on the embedded cloud;
 * elsewhere 404 `NotEmbedded`. Answers `HeldTermination`. `DELETE /api/terminations/<id>` undoes it, `POST` to the same path does it
 * now; both answer 204, or 404 once it has begun.
 */
export interface TerminateLater {
  readonly instanceIds: readonly string[]
}

export interface HeldTermination {
  /** Of its entry in the activity. */
  readonly id: number
  readonly dueAt: string
}

/** Where the output of an operation that makes something names it. */
export const madeBy: Readonly<Record<string, string>> = {
  RunInstances: 'Instances[0].InstanceId',
  CreateReplaceRootVolumeTask: 'ReplaceRootVolumeTask.ReplaceRootVolumeTaskId',
  CreatePlacementGroup: 'PlacementGroup.GroupId',
  CreateCapacityReservation: 'CapacityReservation.CapacityReservationId',
  CreateCapacityReservationBySplitting: 'DestinationCapacityReservation.CapacityReservationId',
  CreateLaunchTemplate: 'LaunchTemplate.LaunchTemplateId',
  CreateImage: 'ImageId',
  CopyImage: 'ImageId',
  RegisterImage: 'ImageId',
  CreateVolume: 'VolumeId',
  CreateSnapshot: 'SnapshotId',
  CopySnapshot: 'SnapshotId',
  CreateKeyPair: 'KeyPairId',
  ImportKeyPair: 'KeyPairId',
  CreateSecurityGroup: 'GroupId',
  CreateVpc: 'Vpc.VpcId',
  CreateDefaultVpc: 'Vpc.VpcId',
  CreateSubnet: 'Subnet.SubnetId',
  CreateDefaultSubnet: 'Subnet.SubnetId',
  CreateRouteTable: 'RouteTable.RouteTableId',
  AssociateRouteTable: 'AssociationId',
  CreateInternetGateway: 'InternetGateway.InternetGatewayId',
  CreateEgressOnlyInternetGateway: 'EgressOnlyInternetGateway.EgressOnlyInternetGatewayId',
  CreateTrafficMirrorFilter: 'TrafficMirrorFilter.TrafficMirrorFilterId',
  CreateTrafficMirrorTarget: 'TrafficMirrorTarget.TrafficMirrorTargetId',
  CreateTrafficMirrorSession: 'TrafficMirrorSession.TrafficMirrorSessionId',
  CreateVpcEndpoint: 'VpcEndpoint.VpcEndpointId',
  CreateFlowLogs: 'FlowLogIds[0]',
  CreateNatGateway: 'NatGateway.NatGatewayId',
  CreateVpcPeeringConnection: 'VpcPeeringConnection.VpcPeeringConnectionId',
  CreateNetworkAcl: 'NetworkAcl.NetworkAclId',
  CreateNetworkInterface: 'NetworkInterface.NetworkInterfaceId',
  AttachNetworkInterface: 'AttachmentId',
  CreateTransitGateway: 'TransitGateway.TransitGatewayId',
  CreateTransitGatewayVpcAttachment: 'TransitGatewayVpcAttachment.TransitGatewayAttachmentId',
  CreateTransitGatewayPeeringAttachment:
    'TransitGatewayPeeringAttachment.TransitGatewayAttachmentId',
  CreateTransitGatewayRouteTable: 'TransitGatewayRouteTable.TransitGatewayRouteTableId',
  CreateCustomerGateway: 'CustomerGateway.CustomerGatewayId',
  CreateVpnGateway: 'VpnGateway.VpnGatewayId',
  CreateVpnConnection: 'VpnConnection.VpnConnectionId',
  CreateManagedPrefixList: 'PrefixList.PrefixListId',
  CreateInstanceEventWindow: 'InstanceEventWindow.InstanceEventWindowId',
  CreateDhcpOptions: 'DhcpOptions.DhcpOptionsId',
  AllocateAddress: 'AllocationId',
  AssociateAddress: 'AssociationId',
  SendCommand: 'Command.CommandId',
  CreateLoadBalancer: 'LoadBalancers[0].LoadBalancerArn',
  CreateListener: 'Listeners[0].ListenerArn',
  CreateRule: 'Rules[0].RuleArn',
  CreateTargetGroup: 'TargetGroups[0].TargetGroupArn',
  PutScalingPolicy: 'PolicyARN',
}

/** What stands at such a path of an output; undefined when nothing does. */
export function readMade(operation: string, output: unknown): string | undefined {
  const path = madeBy[operation]
  if (path === undefined) return undefined
  let value = output
  for (const part of path.split(/[.[\]]+/).filter((name) => name !== '')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Object.getOwnPropertyDescriptor(value, part)?.value
  }
  return typeof value === 'string' ? value : undefined
}

/** What stands in the place of a secret wherever an input is shown or kept. */
export const secretText = '<secret>'

/** Members that hold a password or the like, by their name; user data and public keys are not secrets. */
const secretMember = /password|passphrase|secret(?!s?arn)|privatekey|sessiontoken|pre-?shared/i

/** An input as it may be shown, logged and kept: every secret is replaced. */
export function withoutSecrets(operation: string, input: unknown): object {
  const hidden = new Set<unknown>()
  if (/^PutParameter$/.test(operation) && isRecord(input) && input['Type'] === 'SecureString') {
    hidden.add('Value')
  }
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(clean)
    if (!isRecord(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        typeof member === 'string' && (secretMember.test(name) || hidden.has(name))
          ? secretText
          : clean(member),
      ]),
    )
  }
  const cleaned = clean(input)
  return isRecord(cleaned) ? cleaned : {}
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
