import type { CreateLaunchConfigurationType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { settingsOfInstance } from './of-instance.ts'
import { putConfiguration } from './put-configuration.ts'

/**
 * Keeps what instances are to be launched from, given outright or taken from an instance.
 * @limits 5,000 in a Region. Kernels, RAM disks and EC2-Classic links are refused.
 */
export const CreateLaunchConfiguration = operation<CreateLaunchConfigurationType, object>(
  'CreateLaunchConfiguration',
  (ctx, input) => {
    const { LaunchConfigurationName: name = '', InstanceId: instanceId, ...given } = input
    const base = instanceId === undefined ? {} : settingsOfInstance(ctx, instanceId)
    const { ImageId: imageId, InstanceType: instanceType, ...rest } = { ...base, ...given }
    if (!imageId || !instanceType) {
      throw validationError(
        'Valid requests must contain either the InstanceID parameter or both the ImageId and InstanceType parameters.',
      )
    }
    putConfiguration(ctx, name, { imageId, instanceType, given: rest })
    return {}
  },
)
