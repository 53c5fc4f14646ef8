import type { CreateLaunchConfigurationType } from '@aws-sdk/client-auto-scaling'
import type { Context } from '../../../engine/context.ts'
import { instances } from '../../ec2/instances/instance.ts'
import { networkInterfaces } from '../../ec2/network-interfaces/network-interface.ts'
import { validationError } from '../errors.ts'
import type { LaunchConfigurationRecord } from './launch-configuration.ts'
import { putConfiguration } from './put-configuration.ts'

/**
 * What an instance was launched with, in the words of a launch configuration; not its volumes.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-lc-with-instanceID.html
 */
export function settingsOfInstance(
  ctx: Context,
  id: string,
): Omit<CreateLaunchConfigurationType, 'LaunchConfigurationName' | 'InstanceId'> {
  const instance = ctx.db.get(instances, id)
  if (!instance || instance.state === 'terminated') {
    throw validationError(`Invalid Instance ID: ${id}`)
  }
  const [card] = ctx.db
    .by(networkInterfaces, 'instance', id)
    .filter(({ attachment }) => attachment?.deviceIndex === 0)
  return {
    ImageId: instance.imageId,
    InstanceType: instance.instanceType,
    KeyName: instance.keyName,
    SecurityGroups: [...(card?.groupIds ?? [])],
    UserData: instance.userData,
    InstanceMonitoring: { Enabled: instance.monitoring === 'enabled' },
    EbsOptimized: instance.ebsOptimized,
    IamInstanceProfile: instance.iamInstanceProfile?.arn,
    ...(instance.placement.tenancy === 'dedicated' && { PlacementTenancy: 'dedicated' }),
  }
}

/** A launch configuration under the group's own name. */
export function configurationOfInstance(
  ctx: Context,
  name: string,
  instanceId: string,
): LaunchConfigurationRecord {
  const { ImageId = '', InstanceType = '', ...given } = settingsOfInstance(ctx, instanceId)
  return putConfiguration(ctx, name, { imageId: ImageId, instanceType: InstanceType, given })
}
