import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { unsupported, validationError } from '../errors.ts'
import { maxLaunchConfigurations } from '../groups/limits.ts'
import { launchConfigurations, type LaunchConfigurationRecord } from './launch-configuration.ts'

/** Makes a launch configuration under a name that no other has. */
export function putConfiguration(
  ctx: Context,
  name: string,
  settings: Pick<LaunchConfigurationRecord, 'imageId' | 'instanceType' | 'given'>,
): LaunchConfigurationRecord {
  if (ctx.db.get(launchConfigurations, name)) {
    throw new AwsError(
      'AlreadyExists',
      `Launch Configuration by this name already exists - A launch configuration already exists with the name ${name}`,
    )
  }
  if (ctx.db.count(launchConfigurations) >= maxLaunchConfigurations) {
    throw new AwsError(
      'LimitExceeded',
      `Launch configuration limit exceeded - You have already reached the limit of ${maxLaunchConfigurations} launch configurations`,
    )
  }
  const { given } = settings
  if (given.KernelId) throw unsupported('KernelId')
  if (given.RamdiskId) throw unsupported('RamdiskId')
  if (given.ClassicLinkVPCId || given.ClassicLinkVPCSecurityGroups?.length) {
    throw unsupported('ClassicLink')
  }
  const { SecurityGroups: groups = [], AssociatePublicIpAddress: publicIp } = given
  if (publicIp !== undefined && groups.some((group) => !group.startsWith('sg-'))) {
    throw validationError('Security groups must be named by id with AssociatePublicIpAddress.')
  }
  const made: LaunchConfigurationRecord = {
    id: name,
    arn: `arn:aws:autoscaling:${ctx.region}:${ctx.account}:launchConfiguration:${ctx.chance.uuid()}:launchConfigurationName/${name}`,
    createTime: ctx.now,
    ...settings,
  }
  ctx.db.put(launchConfigurations, made)
  return made
}
