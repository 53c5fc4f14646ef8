import type { HclMap } from '../lib/hcl.ts'
import {
  attributesOf,
  blocksOf,
  list,
  plain,
  record,
  tagsOf,
  type Describe,
} from './terraform-resources.ts'

type Input = Readonly<Record<string, unknown>>

const templateMembers = {
  LaunchTemplateId: 'id',
  LaunchTemplateName: 'name',
  Version: 'version',
} as const

const group: Describe = (input) => [
  {
    type: 'aws_autoscaling_group',
    attributes: {
      ...attributesOf(input, {
        AutoScalingGroupName: 'name',
        MinSize: 'min_size',
        MaxSize: 'max_size',
        DesiredCapacity: 'desired_capacity',
        AvailabilityZones: 'availability_zones',
      }),
      vpc_zone_identifier: words(input['VPCZoneIdentifier']),
      ...attributesOf(input, {
        LaunchConfigurationName: 'launch_configuration',
        TargetGroupARNs: 'target_group_arns',
        HealthCheckType: 'health_check_type',
        HealthCheckGracePeriod: 'health_check_grace_period',
        DefaultCooldown: 'default_cooldown',
        DefaultInstanceWarmup: 'default_instance_warmup',
        TerminationPolicies: 'termination_policies',
        NewInstancesProtectedFromScaleIn: 'protect_from_scale_in',
        CapacityRebalance: 'capacity_rebalance',
        MaxInstanceLifetime: 'max_instance_lifetime',
        PlacementGroup: 'placement_group',
      }),
    },
    blocks: [
      ...blocksOf('launch_template', input['LaunchTemplate'], templateMembers),
      ...mixed(record(input['MixedInstancesPolicy'])),
      ...blocksOf('tag', input['Tags'], ['Key', 'Value', 'PropagateAtLaunch']),
    ],
  },
]

const words = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value.split(',') : undefined

function mixed(policy: Input) {
  const template = record(policy['LaunchTemplate'])
  if (Object.keys(template).length === 0) return []
  return [
    {
      type: 'mixed_instances_policy',
      blocks: [
        ...blocksOf('instances_distribution', policy['InstancesDistribution'], [
          'OnDemandAllocationStrategy',
          'OnDemandBaseCapacity',
          'OnDemandPercentageAboveBaseCapacity',
          'SpotAllocationStrategy',
          'SpotInstancePools',
          'SpotMaxPrice',
        ]),
        {
          type: 'launch_template',
          blocks: [
            ...blocksOf('launch_template_specification', template['LaunchTemplateSpecification'], [
              'LaunchTemplateId',
              'LaunchTemplateName',
              'Version',
            ]),
            ...blocksOf('override', template['Overrides'], ['InstanceType', 'WeightedCapacity']),
          ],
        },
      ],
    },
  ]
}

const policy: Describe = (input) => {
  const tracking = record(input['TargetTrackingConfiguration'])
  return [
    {
      type: 'aws_autoscaling_policy',
      attributes: attributesOf(input, {
        PolicyName: 'name',
        AutoScalingGroupName: 'autoscaling_group_name',
        PolicyType: 'policy_type',
        AdjustmentType: 'adjustment_type',
        ScalingAdjustment: 'scaling_adjustment',
        MinAdjustmentMagnitude: 'min_adjustment_magnitude',
        Cooldown: 'cooldown',
        MetricAggregationType: 'metric_aggregation_type',
        EstimatedInstanceWarmup: 'estimated_instance_warmup',
        Enabled: 'enabled',
      }),
      blocks: [
        ...blocksOf('step_adjustment', input['StepAdjustments'], [
          'MetricIntervalLowerBound',
          'MetricIntervalUpperBound',
          'ScalingAdjustment',
        ]),
        ...blocksOf('target_tracking_configuration', input['TargetTrackingConfiguration'], [
          'TargetValue',
          'DisableScaleIn',
        ]).map((block) => ({
          ...block,
          blocks: blocksOf(
            'predefined_metric_specification',
            tracking['PredefinedMetricSpecification'],
            ['PredefinedMetricType', 'ResourceLabel'],
          ),
        })),
      ],
    },
  ]
}

const alarmMembers = [
  'AlarmName',
  'AlarmDescription',
  'ActionsEnabled',
  'AlarmActions',
  'InsufficientDataActions',
] as const

const dimensions = (value: unknown): HclMap | undefined => {
  const pairs = list(value)
    .map(record)
    .map(({ Name, Value }) => [String(Name), String(Value)] as const)
  return pairs.length === 0 ? undefined : { pairs: Object.fromEntries(pairs) }
}

const alarm: Describe = (input) => [
  {
    type: 'aws_cloudwatch_metric_alarm',
    attributes: {
      ...attributesOf(input, [
        ...alarmMembers,
        'Namespace',
        'MetricName',
        'Statistic',
        'ExtendedStatistic',
        'Unit',
        'Period',
        'EvaluationPeriods',
        'DatapointsToAlarm',
        'Threshold',
        'ComparisonOperator',
        'TreatMissingData',
      ]),
      ...attributesOf(input, { OKActions: 'ok_actions' }),
      dimensions: dimensions(input['Dimensions']),
      tags: tagsOf(input),
    },
    blocks: list(input['Metrics'])
      .map(record)
      .map((query) => ({
        type: 'metric_query',
        attributes: attributesOf(query, ['Id', 'Expression', 'Label', 'ReturnData', 'Period']),
        blocks: blocksOf('metric', query['MetricStat'], {
          Period: 'period',
          Stat: 'stat',
          Unit: 'unit',
        }).map((block) => {
          const metric = record(record(query['MetricStat'])['Metric'])
          return {
            ...block,
            attributes: {
              ...attributesOf(metric, ['Namespace', 'MetricName']),
              ...block.attributes,
              dimensions: dimensions(metric['Dimensions']),
            },
          }
        }),
      })),
  },
]

/** What Terraform has for the operations of Auto Scaling and CloudWatch. */
export const scalingResources: Readonly<Record<string, Describe>> = {
  CreateAutoScalingGroup: group,
  CreateLaunchConfiguration: plain('aws_launch_configuration', {
    LaunchConfigurationName: 'name',
    ImageId: 'image_id',
    InstanceType: 'instance_type',
    KeyName: 'key_name',
    SecurityGroups: 'security_groups',
    UserData: 'user_data_base64',
    IamInstanceProfile: 'iam_instance_profile',
    AssociatePublicIpAddress: 'associate_public_ip_address',
    EbsOptimized: 'ebs_optimized',
    SpotPrice: 'spot_price',
  }),
  AttachLoadBalancerTargetGroups: (input) =>
    list(input['TargetGroupARNs']).map((arn) => ({
      type: 'aws_autoscaling_attachment',
      attributes: {
        ...attributesOf(input, { AutoScalingGroupName: 'autoscaling_group_name' }),
        lb_target_group_arn: String(arn),
      },
    })),
  PutScalingPolicy: policy,
  PutScheduledUpdateGroupAction: plain('aws_autoscaling_schedule', {
    ScheduledActionName: 'scheduled_action_name',
    AutoScalingGroupName: 'autoscaling_group_name',
    MinSize: 'min_size',
    MaxSize: 'max_size',
    DesiredCapacity: 'desired_capacity',
    Recurrence: 'recurrence',
    TimeZone: 'time_zone',
    StartTime: 'start_time',
    EndTime: 'end_time',
  }),
  PutLifecycleHook: plain('aws_autoscaling_lifecycle_hook', {
    LifecycleHookName: 'name',
    AutoScalingGroupName: 'autoscaling_group_name',
    LifecycleTransition: 'lifecycle_transition',
    DefaultResult: 'default_result',
    HeartbeatTimeout: 'heartbeat_timeout',
    NotificationMetadata: 'notification_metadata',
    NotificationTargetARN: 'notification_target_arn',
    RoleARN: 'role_arn',
  }),
  PutMetricAlarm: alarm,
  PutCompositeAlarm: (input) => [
    {
      type: 'aws_cloudwatch_composite_alarm',
      attributes: {
        ...attributesOf(input, [...alarmMembers, 'AlarmRule']),
        ...attributesOf(input, { OKActions: 'ok_actions' }),
        tags: tagsOf(input),
      },
    },
  ],
  PutDashboard: plain('aws_cloudwatch_dashboard', ['DashboardName', 'DashboardBody']),
}

/** Arguments that operations change, by the resource that has them. */
export const scalingArguments: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'UpdateAutoScalingGroup',
      'SetDesiredCapacity',
      'SuspendProcesses',
      'ResumeProcesses',
      'EnableMetricsCollection',
      'DisableMetricsCollection',
      'PutWarmPool',
      'DeleteWarmPool',
      'StartInstanceRefresh',
      'CreateOrUpdateTags',
    ].map((operation) => [operation, 'aws_autoscaling_group']),
  ),
  EnableAlarmActions: 'aws_cloudwatch_metric_alarm',
  DisableAlarmActions: 'aws_cloudwatch_metric_alarm',
}

/** Resources that operations take away. */
export const scalingRemovals: Readonly<Record<string, string>> = {
  DeleteAutoScalingGroup: 'aws_autoscaling_group',
  DeleteLaunchConfiguration: 'aws_launch_configuration',
  DetachLoadBalancerTargetGroups: 'aws_autoscaling_attachment',
  DeletePolicy: 'aws_autoscaling_policy',
  DeleteScheduledAction: 'aws_autoscaling_schedule',
  DeleteLifecycleHook: 'aws_autoscaling_lifecycle_hook',
  DeleteAlarms: 'aws_cloudwatch_metric_alarm',
  DeleteDashboards: 'aws_cloudwatch_dashboard',
}
