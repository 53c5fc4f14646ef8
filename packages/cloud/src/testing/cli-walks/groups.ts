import { gone, is, keep, refused, type Walk } from './walk.ts'

const service = 'autoscaling'

/** What a group is, in lines of the AWS CLI. */
export const groupWalks: readonly Walk[] = [
  {
    resource: 'an Auto Scaling group with hooks, tags and instances',
    service,
    first: [
      [
        'create-launch-template --launch-template-name walk-group --launch-template-data ImageId=resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64,InstanceType=t3.micro',
        'LaunchTemplate.LaunchTemplateId',
        keep('template'),
      ],
    ],
    steps: [
      [
        'create-auto-scaling-group --auto-scaling-group-name walk-group --min-size 0 --max-size 3 --desired-capacity 2 --launch-template LaunchTemplateId=$template,Version=1 --availability-zones ap-northeast-2a ap-northeast-2b --tags Key=stage,Value=test,PropagateAtLaunch=true',
      ],
      [
        'describe-auto-scaling-groups --filters Name=tag:stage,Values=test',
        'AutoScalingGroups[].[AutoScalingGroupName,DesiredCapacity,length(Instances)]',
        is([['walk-group', 2, 2]]),
      ],
      [
        'describe-auto-scaling-instances',
        "AutoScalingInstances[?AutoScalingGroupName=='walk-group'] | [0].InstanceId",
        keep('instance'),
      ],
      [
        'describe-scaling-activities --auto-scaling-group-name walk-group --max-items 1',
        'length(Activities)',
        is(1),
      ],
      [
        'create-or-update-tags --tags ResourceId=walk-group,ResourceType=auto-scaling-group,Key=course,Value=ec2,PropagateAtLaunch=false',
      ],
      ['describe-tags --filters Name=key,Values=course', 'Tags[].Value', is(['ec2'])],
      ['delete-tags --tags ResourceId=walk-group,ResourceType=auto-scaling-group,Key=course'],
      ['describe-tags --filters Name=key,Values=course', 'Tags', gone],
      [
        'put-lifecycle-hook --auto-scaling-group-name walk-group --lifecycle-hook-name bye --lifecycle-transition autoscaling:EC2_INSTANCE_TERMINATING --heartbeat-timeout 60',
      ],
      [
        'describe-lifecycle-hooks --auto-scaling-group-name walk-group',
        'LifecycleHooks[].[LifecycleHookName,GlobalTimeout,DefaultResult]',
        is([['bye', 6000, 'ABANDON']]),
      ],
      ['delete-lifecycle-hook --auto-scaling-group-name walk-group --lifecycle-hook-name bye'],
      ['suspend-processes --auto-scaling-group-name walk-group --scaling-processes AZRebalance'],
      [
        'describe-auto-scaling-groups --auto-scaling-group-names walk-group',
        'AutoScalingGroups[].SuspendedProcesses[].ProcessName',
        is(['AZRebalance']),
      ],
      ['resume-processes --auto-scaling-group-name walk-group'],
      [
        'set-instance-protection --auto-scaling-group-name walk-group --instance-ids $instance --protected-from-scale-in',
      ],
      [
        'enter-standby --auto-scaling-group-name walk-group --instance-ids $instance --should-decrement-desired-capacity',
        'Activities[].Progress',
        is([50]),
      ],
      [
        'exit-standby --auto-scaling-group-name walk-group --instance-ids $instance',
        'Activities[].StatusCode',
        is(['PreInService']),
      ],
      [
        'detach-instances --auto-scaling-group-name walk-group --instance-ids $instance --should-decrement-desired-capacity',
        'Activities[].Description',
        is(['Detaching EC2 instance: $instance']),
      ],
      ['attach-instances --auto-scaling-group-name walk-group --instance-ids $instance'],
      ['set-desired-capacity --auto-scaling-group-name walk-group --desired-capacity 3'],
      [
        'set-desired-capacity --auto-scaling-group-name walk-group --desired-capacity 4',
        undefined,
        refused('ValidationError'),
      ],
      [
        'enable-metrics-collection --auto-scaling-group-name walk-group --granularity 1Minute --metrics GroupTotalInstances',
      ],
      [
        'delete-auto-scaling-group --auto-scaling-group-name walk-group',
        undefined,
        refused('ResourceInUse'),
      ],
      ['delete-auto-scaling-group --auto-scaling-group-name walk-group --force-delete'],
      [
        'describe-auto-scaling-groups --auto-scaling-group-names walk-group',
        'AutoScalingGroups',
        gone,
      ],
    ],
  },
  {
    resource: 'a launch configuration',
    service,
    steps: [
      [
        'create-launch-configuration --launch-configuration-name walk --image-id ami-0123456789abcdef0 --instance-type t3.micro',
      ],
      [
        'describe-launch-configurations --launch-configuration-names walk',
        'LaunchConfigurations[].[InstanceType,EbsOptimized]',
        is([['t3.micro', false]]),
      ],
      ['delete-launch-configuration --launch-configuration-name walk'],
      [
        'describe-launch-configurations --launch-configuration-names walk',
        'LaunchConfigurations',
        gone,
      ],
    ],
  },
]
