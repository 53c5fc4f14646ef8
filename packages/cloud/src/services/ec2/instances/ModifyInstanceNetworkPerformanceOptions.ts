import type {
  ModifyInstanceNetworkPerformanceRequest,
  ModifyInstanceNetworkPerformanceResult,
} from '@aws-sdk/client-ec2'
import { findInstanceType } from '../../../catalogue/instance-types.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { decide } from './decide.ts'
import { findInstance } from './find-instances.ts'
import { instances } from './instance.ts'
import { readBandwidthWeighting } from './launch/launch-settings.ts'

/**
 * Shifts bandwidth between network and EBS, of a stopped instance whose type can.
 * @differs The simulated network has no bandwidth to shift: the setting is kept.
 */
export const ModifyInstanceNetworkPerformanceOptions = operation<
  ModifyInstanceNetworkPerformanceRequest,
  ModifyInstanceNetworkPerformanceResult
>('ModifyInstanceNetworkPerformanceOptions', (ctx, input) => {
  const instance = findInstance(ctx.db, input.InstanceId)
  if (input.BandwidthWeighting === undefined) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter BandwidthWeighting',
    )
  }
  const info = findInstanceType(instance.instanceType) ?? {}
  const bandwidthWeighting = readBandwidthWeighting(
    input.BandwidthWeighting,
    instance.instanceType,
    info,
  )
  decide('modifyPlacement', instance)
  ctx.db.put(instances, { ...instance, bandwidthWeighting })
  return { InstanceId: instance.id, BandwidthWeighting: bandwidthWeighting ?? 'default' }
})
