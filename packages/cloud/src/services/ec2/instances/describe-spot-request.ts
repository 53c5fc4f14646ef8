import type { SpotInstanceRequest } from '@aws-sdk/client-ec2'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { instanceView } from './instance-view.ts'
import { spotRequests, type SpotRequestRecord } from './spot-request.ts'

export function findSpotRequest(ctx: Context, id: string): SpotRequestRecord {
  const found = ctx.db.get(spotRequests, id)
  if (found) return found
  throw new AwsError(
    'InvalidSpotInstanceRequestID.NotFound',
    `The spot instance request ID '${id}' does not exist`,
  )
}

/** A request is active as long as its instance lives, and closed after that; its launch is told from the instance. */
export function toSpotRequest(ctx: Context, request: SpotRequestRecord): SpotInstanceRequest {
  const { options } = request
  const found = ctx.db.view(instanceView, request.instanceId)
  const state = found?.record.state
  const ended = !found || state === 'terminated' || state === 'shutting-down'
  const closing = ended
    ? { code: 'instance-terminated-by-user', text: 'Your Spot Instance was terminated by you.' }
    : { code: 'fulfilled', text: 'Your Spot request is fulfilled.' }
  const cancelled = request.cancelledAt !== undefined
  const status =
    cancelled && !ended
      ? {
          code: 'request-canceled-and-instance-running',
          text: 'Your Spot request is canceled, but your instance is still running.',
        }
      : closing
  return {
    CreateTime: new Date(request.createTime),
    InstanceId: request.instanceId,
    InstanceInterruptionBehavior: options.interruptionBehavior,
    LaunchSpecification: found && {
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
    },
    LaunchedAvailabilityZone: found?.record.availabilityZone,
    LaunchedAvailabilityZoneId: found && zoneIdOf(found.record.availabilityZone),
    ProductDescription: found?.record.platform === 'windows' ? 'Windows' : 'Linux/UNIX',
    SpotInstanceRequestId: request.id,
    SpotPrice: options.maxPrice,
    State: cancelled ? 'cancelled' : ended ? 'closed' : 'active',
    Status: { Code: status.code, Message: status.text, UpdateTime: new Date(request.createTime) },
    Tags: [...request.tags],
    Type: options.type,
  }
}
