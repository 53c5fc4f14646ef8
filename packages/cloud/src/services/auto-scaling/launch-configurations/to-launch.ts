import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import type { LaunchConfigurationRecord } from './launch-configuration.ts'

/** A launch configuration in the words of RunInstances. */
export function toLaunch(record: LaunchConfigurationRecord): RunInstancesCommandInput {
  const { given, imageId, instanceType } = record
  const groups = given.SecurityGroups ?? []
  const byId = groups.filter((group) => group.startsWith('sg-'))
  const byName = groups.filter((group) => !group.startsWith('sg-'))
  const profile = given.IamInstanceProfile
  const publicIp = given.AssociatePublicIpAddress
  return {
    MinCount: 1,
    MaxCount: 1,
    ImageId: imageId,
    InstanceType: instanceType as RunInstancesCommandInput['InstanceType'],
    KeyName: given.KeyName,
    UserData: given.UserData,
    EbsOptimized: given.EbsOptimized,
    // Detailed monitoring, unless it is said otherwise:
    // https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateLaunchConfiguration.html
    Monitoring: { Enabled: given.InstanceMonitoring?.Enabled ?? true },
    MetadataOptions: given.MetadataOptions,
    IamInstanceProfile:
      profile === undefined
        ? undefined
        : profile.startsWith('arn:')
          ? { Arn: profile }
          : { Name: profile },
    ...(given.PlacementTenancy !== undefined && {
      Placement: { Tenancy: given.PlacementTenancy === 'dedicated' ? 'dedicated' : 'default' },
    }),
    ...(given.SpotPrice !== undefined && {
      InstanceMarketOptions: {
        MarketType: 'spot',
        SpotOptions: { MaxPrice: given.SpotPrice, SpotInstanceType: 'one-time' },
      },
    }),
    BlockDeviceMappings: given.BlockDeviceMappings?.map(({ NoDevice, Ebs, ...mapping }) => ({
      ...mapping,
      ...(NoDevice === true ? { NoDevice: '' } : {}),
      ...(Ebs && { Ebs: { ...Ebs, VolumeType: Ebs.VolumeType as 'gp3' | undefined } }),
    })),
    ...(publicIp === undefined
      ? {
          SecurityGroupIds: byId.length > 0 ? byId : undefined,
          SecurityGroups: byName.length > 0 ? byName : undefined,
        }
      : {
          NetworkInterfaces: [
            {
              DeviceIndex: 0,
              AssociatePublicIpAddress: publicIp,
              DeleteOnTermination: true,
              Groups: byId.length > 0 ? byId : undefined,
            },
          ],
        }),
  }
}
