import * as scalingSdk from '@aws-sdk/client-auto-scaling'
import type {
  AutoScalingClient,
  CreateAutoScalingGroupCommandInput,
} from '@aws-sdk/client-auto-scaling'
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import {
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  DescribeSubnetsCommand,
  type EC2Client,
  type RequestLaunchTemplateData,
} from '@aws-sdk/client-ec2'
import type { Duration, TestCloud } from '@brume/test-kit'
import { catalogueImageId } from '../catalogue/images.ts'

export const groupImage = catalogueImageId(
  'al2023/2023.9.20251110.1/kernel-6.1/x86_64',
  'ap-northeast-2',
)

/** An account with a launch template `web`, and what a test asks of its group `web`. */
export interface ScalingGroup {
  readonly account: string
  readonly ec2: EC2Client
  readonly scaling: AutoScalingClient
  readonly cloudwatch: CloudWatchClient
  /** Of the default VPC. */
  readonly subnets: readonly string[]
  /** The group, in two zones unless told otherwise. */
  create(more?: Partial<CreateAutoScalingGroupCommandInput>): Promise<void>
  advance(by: Duration): Promise<void>
  /** Another version of the template; its number. */
  newVersion(data: RequestLaunchTemplateData): Promise<string>
  group(): Promise<scalingSdk.AutoScalingGroup>
  instances(): Promise<readonly scalingSdk.Instance[]>
  /** The newest first. */
  history(): Promise<readonly scalingSdk.Activity[]>
}

export async function furnishScaling(cloud: TestCloud, account: string): Promise<ScalingGroup> {
  const who = { account }
  const ec2 = cloud.ec2(who)
  const scaling = cloud.autoScaling(who)
  await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'web',
      LaunchTemplateData: { ImageId: groupImage, InstanceType: 't3.micro' },
    }),
  )
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  const subnets = Subnets.map(({ SubnetId = '' }) => SubnetId)
  const group = async () => {
    const { AutoScalingGroups: [found] = [] } = await scaling.send(
      new scalingSdk.DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ['web'] }),
    )
    if (!found) throw new Error('There is no group web')
    return found
  }
  return {
    account,
    ec2,
    scaling,
    cloudwatch: cloud.cloudwatch(who),
    subnets,
    group,
    async create(more = {}) {
      await scaling.send(
        new scalingSdk.CreateAutoScalingGroupCommand({
          AutoScalingGroupName: 'web',
          MinSize: 0,
          MaxSize: 10,
          LaunchTemplate: { LaunchTemplateName: 'web', Version: '1' },
          VPCZoneIdentifier: subnets.slice(0, 2).join(','),
          ...more,
          ...(more.MixedInstancesPolicy && { LaunchTemplate: undefined }),
        }),
      )
    },
    advance: (by) => cloud.advance(account, by),
    async newVersion(LaunchTemplateData) {
      const { LaunchTemplateVersion: made } = await ec2.send(
        new CreateLaunchTemplateVersionCommand({
          LaunchTemplateName: 'web',
          SourceVersion: '1',
          LaunchTemplateData,
        }),
      )
      return String(made?.VersionNumber)
    },
    instances: async () => (await group()).Instances ?? [],
    async history() {
      const { Activities = [] } = await scaling.send(
        new scalingSdk.DescribeScalingActivitiesCommand({ AutoScalingGroupName: 'web' }),
      )
      return Activities
    },
  }
}
