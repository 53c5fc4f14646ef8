import type { CreateLaunchConfigurationType } from '@aws-sdk/client-auto-scaling'
import { collection } from '../../../engine/collection.ts'

/** What instances were launched from before there were launch templates. It never changes. */
export interface LaunchConfigurationRecord {
  /** The name. */
  readonly id: string
  readonly arn: string
  readonly createTime: number
  readonly imageId: string
  readonly instanceType: string
  /** All else that it was given, in AWS's words. */
  readonly given: Omit<
    CreateLaunchConfigurationType,
    'LaunchConfigurationName' | 'ImageId' | 'InstanceType' | 'InstanceId'
  >
}

export const launchConfigurations = collection<LaunchConfigurationRecord>({
  name: 'auto-scaling/launch-configuration',
  scope: 'region',
})
