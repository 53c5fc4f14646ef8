import type { LaunchSpecification, SpotInstanceRequest } from '@aws-sdk/client-ec2'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { DescribedInstance } from '../instances/described-instance.ts'
import { instanceView } from '../instances/instance-view.ts'
import { lookUpImage } from '../images/find-image.ts'
import { spotRequests, type SpotRequestRecord } from './spot-request.ts'
import { statusTexts } from './spot-status.ts'

export function findSpotRequest(ctx: Context, id: string): SpotRequestRecord {
  const found = ctx.db.get(spotRequests, id)
  if (found) return found
  if (!/^sir-[a-z0-9]{8}$/.test(id)) {
    throw new AwsError(
      'InvalidSpotInstanceRequestID.Malformed',
      `Invalid id: "${id}" (expecting "sir-...")`,
    )
  }
  throw new AwsError(
    'InvalidSpotInstanceRequestID.NotFound',
    `The spot instance request ID '${id}' does not exist`,
  )
}

export function toSpotRequest(ctx: Context, request: SpotRequestRecord): SpotInstanceRequest {
  const { wish, status, fault, launch } = request
  const found =
    request.instanceId === undefined ? undefined : ctx.db.view(instanceView, request.instanceId)
  const isWindows = lookUpImage(ctx, launch.ImageId ?? '')?.platform === 'windows'
  return {
    CreateTime: new Date(request.createTime),
    Fault: fault && { Code: fault.code, Message: fault.message },
    // An open request has no instance, whatever it had before.
    InstanceId: request.state === 'open' ? undefined : request.instanceId,
    InstanceInterruptionBehavior: wish.interruptionBehavior,
    LaunchSpecification: found ? describeInstance(found) : describeLaunch(request),
    LaunchedAvailabilityZone: found?.record.availabilityZone,
    LaunchedAvailabilityZoneId: found && zoneIdOf(found.record.availabilityZone),
    ProductDescription: isWindows ? 'Windows' : 'Linux/UNIX',
    SpotInstanceRequestId: request.id,
    SpotPrice: wish.maxPrice,
    State: request.state,
    Status: {
      Code: status,
      Message: statusTexts[status],
      UpdateTime: new Date(request.statusTime),
    },
    Tags: [...request.tags],
    Type: wish.type,
    ValidFrom: request.validFrom === undefined ? undefined : new Date(request.validFrom),
    ValidUntil: request.validUntil === undefined ? undefined : new Date(request.validUntil),
  }
}

function describeInstance(found: DescribedInstance): LaunchSpecification {
  return {
    ImageId: found.ImageId,
    InstanceType: found.InstanceType,
    KeyName: found.KeyName,
    SubnetId: found.SubnetId,
    SecurityGroups: found.SecurityGroups,
    EbsOptimized: found.EbsOptimized,
    Placement: {
      AvailabilityZone: found.record.availabilityZone,
      GroupName: found.record.placement.groupName,
      Tenancy: found.record.placement.tenancy,
    },
    Monitoring: { Enabled: found.record.monitoring === 'enabled' },
  }
}

/** As it was asked for. */
function describeLaunch({ launch }: SpotRequestRecord): LaunchSpecification {
  return {
    ImageId: launch.ImageId,
    InstanceType: launch.InstanceType,
    KeyName: launch.KeyName,
    SubnetId: launch.SubnetId,
    SecurityGroups: [
      ...(launch.SecurityGroupIds ?? []).map((GroupId) => ({ GroupId })),
      ...(launch.SecurityGroups ?? []).map((GroupName) => ({ GroupName })),
    ],
    EbsOptimized: launch.EbsOptimized ?? false,
    BlockDeviceMappings: launch.BlockDeviceMappings,
    IamInstanceProfile: launch.IamInstanceProfile,
    NetworkInterfaces: launch.NetworkInterfaces,
    Placement: launch.Placement && {
      AvailabilityZone: launch.Placement.AvailabilityZone,
      GroupName: launch.Placement.GroupName,
      Tenancy: launch.Placement.Tenancy,
    },
    Monitoring: { Enabled: launch.Monitoring?.Enabled ?? false },
  }
}
