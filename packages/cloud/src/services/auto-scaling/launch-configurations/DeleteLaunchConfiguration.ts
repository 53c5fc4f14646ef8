import type { LaunchConfigurationNameType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { validationError } from '../errors.ts'
import { groups } from '../groups/group.ts'
import { launchConfigurations } from './launch-configuration.ts'

/** Deletes a launch configuration that no group launches from. */
export const DeleteLaunchConfiguration = operation<LaunchConfigurationNameType, object>(
  'DeleteLaunchConfiguration',
  (ctx, input) => {
    const name = input.LaunchConfigurationName ?? ''
    if (!ctx.db.get(launchConfigurations, name)) {
      throw validationError(
        `Launch configuration name not found - Launch configuration ${name} not found`,
      )
    }
    const [user] = ctx.db.by(groups, 'configuration', name)
    if (user) {
      throw new AwsError(
        'ResourceInUse',
        `Cannot delete launch configuration ${name} because it is attached to AutoScalingGroup ${user.id}`,
      )
    }
    ctx.db.delete(launchConfigurations, name)
    return {}
  },
)
