import { gone, is, keep, refused, type Walk } from './walk.ts'

const service = 'autoscaling'

/** What moves a group, in lines of the AWS CLI. */
export const scalingWalks: readonly Walk[] = [
  {
    resource: 'scaling policies and scheduled actions',
    service,
    first: [
      [
        'create-launch-template --launch-template-name walk-scaling --launch-template-data ImageId=resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64,InstanceType=t3.micro',
        'LaunchTemplate.LaunchTemplateId',
        keep('template'),
      ],
    ],
    steps: [
      [
        'create-auto-scaling-group --auto-scaling-group-name walk --min-size 0 --max-size 4 --launch-template LaunchTemplateId=$template --availability-zones ap-northeast-2a',
      ],
      [
        'put-scaling-policy --auto-scaling-group-name walk --policy-name out --adjustment-type ChangeInCapacity --scaling-adjustment 2',
        'PolicyARN',
        keep('policy'),
      ],
      ['execute-policy --auto-scaling-group-name walk --policy-name out'],
      [
        'describe-auto-scaling-groups --auto-scaling-group-names walk',
        'AutoScalingGroups[].DesiredCapacity',
        is([2]),
      ],
      [
        'put-scaling-policy --auto-scaling-group-name walk --policy-name cpu --policy-type TargetTrackingScaling --target-tracking-configuration PredefinedMetricSpecification={PredefinedMetricType=ASGAverageCPUUtilization},TargetValue=50',
        'length(Alarms)',
        is(2),
      ],
      [
        'describe-policies --auto-scaling-group-name walk',
        'ScalingPolicies[].[PolicyName,PolicyType,length(Alarms)]',
        is([
          ['out', 'SimpleScaling', 0],
          ['cpu', 'TargetTrackingScaling', 2],
        ]),
      ],
      ['delete-policy --policy-name $policy'],
      ['delete-policy --policy-name $policy', undefined, refused('ValidationError')],
      [
        "put-scheduled-update-group-action --auto-scaling-group-name walk --scheduled-action-name weekend --recurrence '0 0 * * SAT' --time-zone Asia/Seoul --min-size 1 --max-size 1",
      ],
      [
        'describe-scheduled-actions --auto-scaling-group-name walk',
        'ScheduledUpdateGroupActions[].[ScheduledActionName,TimeZone,MaxSize]',
        is([['weekend', 'Asia/Seoul', 1]]),
      ],
      ['delete-scheduled-action --auto-scaling-group-name walk --scheduled-action-name weekend'],
      [
        'describe-scheduled-actions --auto-scaling-group-name walk',
        'ScheduledUpdateGroupActions',
        gone,
      ],
      ['put-warm-pool --auto-scaling-group-name walk --pool-state Stopped --min-size 1'],
      [
        'describe-warm-pool --auto-scaling-group-name walk',
        'WarmPoolConfiguration.[PoolState,MinSize]',
        is(['Stopped', 1]),
      ],
      ['delete-warm-pool --auto-scaling-group-name walk --force-delete'],
      [
        'start-instance-refresh --auto-scaling-group-name walk --preferences MinHealthyPercentage=50,InstanceWarmup=0',
        'InstanceRefreshId',
        keep('refresh'),
      ],
      [
        'describe-instance-refreshes --auto-scaling-group-name walk --instance-refresh-ids $refresh',
        'InstanceRefreshes[].InstanceRefreshId',
        is(['$refresh']),
      ],
      ['delete-auto-scaling-group --auto-scaling-group-name walk --force-delete'],
      ['describe-policies', 'ScalingPolicies', gone],
    ],
  },
]
