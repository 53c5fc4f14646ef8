import type {
  LaunchConfiguration,
  LaunchConfigurationNamesType,
  LaunchConfigurationsType,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { launchConfigurations, type LaunchConfigurationRecord } from './launch-configuration.ts'

/** The launch configurations of a Region, all or these. */
export const DescribeLaunchConfigurations = operation<
  LaunchConfigurationNamesType,
  LaunchConfigurationsType
>('DescribeLaunchConfigurations', (ctx, input) => {
  const { LaunchConfigurationNames: names = [] } = input
  const found =
    names.length > 0 ? ctx.db.pick(launchConfigurations, names) : ctx.db.all(launchConfigurations)
  const { items, NextToken } = pageOf(found, input, ({ id }) => id)
  return { LaunchConfigurations: items.map(describeConfiguration), NextToken }
})

function describeConfiguration(record: LaunchConfigurationRecord): LaunchConfiguration {
  const { given } = record
  return {
    ...given,
    LaunchConfigurationName: record.id,
    LaunchConfigurationARN: record.arn,
    ImageId: record.imageId,
    InstanceType: record.instanceType,
    CreatedTime: new Date(record.createTime),
    // What it was not given is told as empty.
    KeyName: given.KeyName ?? '',
    UserData: given.UserData ?? '',
    KernelId: '',
    RamdiskId: '',
    SecurityGroups: given.SecurityGroups ?? [],
    ClassicLinkVPCSecurityGroups: [],
    BlockDeviceMappings: given.BlockDeviceMappings ?? [],
    InstanceMonitoring: { Enabled: given.InstanceMonitoring?.Enabled ?? true },
    EbsOptimized: given.EbsOptimized ?? false,
  }
}
