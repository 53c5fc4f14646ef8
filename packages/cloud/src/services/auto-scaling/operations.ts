import type { AnyOperation } from '../../engine/operation.ts'
import { DescribeScalingActivities } from './activities/DescribeScalingActivities.ts'
import { CreateAutoScalingGroup } from './groups/CreateAutoScalingGroup.ts'
import { DeleteAutoScalingGroup } from './groups/DeleteAutoScalingGroup.ts'
import { DescribeAccountLimits } from './groups/DescribeAccountLimits.ts'
import { DescribeAdjustmentTypes } from './groups/DescribeAdjustmentTypes.ts'
import { DescribeAutoScalingGroups } from './groups/DescribeAutoScalingGroups.ts'
import { DescribeScalingProcessTypes } from './groups/DescribeScalingProcessTypes.ts'
import { DescribeTerminationPolicyTypes } from './groups/DescribeTerminationPolicyTypes.ts'
import { ResumeProcesses } from './groups/ResumeProcesses.ts'
import { SetDesiredCapacity } from './groups/SetDesiredCapacity.ts'
import { SuspendProcesses } from './groups/SuspendProcesses.ts'
import { UpdateAutoScalingGroup } from './groups/UpdateAutoScalingGroup.ts'
import { CancelInstanceRefresh } from './instance-refresh/CancelInstanceRefresh.ts'
import { DescribeInstanceRefreshes } from './instance-refresh/DescribeInstanceRefreshes.ts'
import { RollbackInstanceRefresh } from './instance-refresh/RollbackInstanceRefresh.ts'
import { StartInstanceRefresh } from './instance-refresh/StartInstanceRefresh.ts'
import { AttachInstances } from './instances/AttachInstances.ts'
import { DescribeAutoScalingInstances } from './instances/DescribeAutoScalingInstances.ts'
import { DetachInstances } from './instances/DetachInstances.ts'
import { EnterStandby } from './instances/EnterStandby.ts'
import { ExitStandby } from './instances/ExitStandby.ts'
import { SetInstanceHealth } from './instances/SetInstanceHealth.ts'
import { SetInstanceProtection } from './instances/SetInstanceProtection.ts'
import { TerminateInstanceInAutoScalingGroup } from './instances/TerminateInstanceInAutoScalingGroup.ts'
import { CreateLaunchConfiguration } from './launch-configurations/CreateLaunchConfiguration.ts'
import { DeleteLaunchConfiguration } from './launch-configurations/DeleteLaunchConfiguration.ts'
import { DescribeLaunchConfigurations } from './launch-configurations/DescribeLaunchConfigurations.ts'
import { CompleteLifecycleAction } from './lifecycle-hooks/CompleteLifecycleAction.ts'
import { DeleteLifecycleHook } from './lifecycle-hooks/DeleteLifecycleHook.ts'
import { DescribeLifecycleHookTypes } from './lifecycle-hooks/DescribeLifecycleHookTypes.ts'
import { DescribeLifecycleHooks } from './lifecycle-hooks/DescribeLifecycleHooks.ts'
import { PutLifecycleHook } from './lifecycle-hooks/PutLifecycleHook.ts'
import { RecordLifecycleActionHeartbeat } from './lifecycle-hooks/RecordLifecycleActionHeartbeat.ts'
import { DescribeMetricCollectionTypes } from './metrics/DescribeMetricCollectionTypes.ts'
import { DisableMetricsCollection } from './metrics/DisableMetricsCollection.ts'
import { EnableMetricsCollection } from './metrics/EnableMetricsCollection.ts'
import { DeleteNotificationConfiguration } from './notifications/DeleteNotificationConfiguration.ts'
import { DescribeAutoScalingNotificationTypes } from './notifications/DescribeAutoScalingNotificationTypes.ts'
import { DescribeNotificationConfigurations } from './notifications/DescribeNotificationConfigurations.ts'
import { PutNotificationConfiguration } from './notifications/PutNotificationConfiguration.ts'
import { DeletePolicy } from './policies/DeletePolicy.ts'
import { DescribePolicies } from './policies/DescribePolicies.ts'
import { ExecutePolicy } from './policies/ExecutePolicy.ts'
import { PutScalingPolicy } from './policies/PutScalingPolicy.ts'
import { BatchDeleteScheduledAction } from './schedules/BatchDeleteScheduledAction.ts'
import { BatchPutScheduledUpdateGroupAction } from './schedules/BatchPutScheduledUpdateGroupAction.ts'
import { DeleteScheduledAction } from './schedules/DeleteScheduledAction.ts'
import { DescribeScheduledActions } from './schedules/DescribeScheduledActions.ts'
import { PutScheduledUpdateGroupAction } from './schedules/PutScheduledUpdateGroupAction.ts'
import { CreateOrUpdateTags } from './tags/CreateOrUpdateTags.ts'
import { DeleteTags } from './tags/DeleteTags.ts'
import { DescribeTags } from './tags/DescribeTags.ts'
import { AttachLoadBalancerTargetGroups } from './traffic/AttachLoadBalancerTargetGroups.ts'
import { AttachTrafficSources } from './traffic/AttachTrafficSources.ts'
import { DescribeLoadBalancerTargetGroups } from './traffic/DescribeLoadBalancerTargetGroups.ts'
import { DescribeLoadBalancers } from './traffic/DescribeLoadBalancers.ts'
import { DescribeTrafficSources } from './traffic/DescribeTrafficSources.ts'
import { DetachLoadBalancerTargetGroups } from './traffic/DetachLoadBalancerTargetGroups.ts'
import { DetachTrafficSources } from './traffic/DetachTrafficSources.ts'
import { DeleteWarmPool } from './warm-pools/DeleteWarmPool.ts'
import { DescribeWarmPool } from './warm-pools/DescribeWarmPool.ts'
import { PutWarmPool } from './warm-pools/PutWarmPool.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [
  DescribeScalingActivities,
  CreateAutoScalingGroup,
  DeleteAutoScalingGroup,
  DescribeAccountLimits,
  DescribeAdjustmentTypes,
  DescribeAutoScalingGroups,
  DescribeScalingProcessTypes,
  DescribeTerminationPolicyTypes,
  ResumeProcesses,
  SetDesiredCapacity,
  SuspendProcesses,
  UpdateAutoScalingGroup,
  CancelInstanceRefresh,
  DescribeInstanceRefreshes,
  RollbackInstanceRefresh,
  StartInstanceRefresh,
  AttachInstances,
  DescribeAutoScalingInstances,
  DetachInstances,
  EnterStandby,
  ExitStandby,
  SetInstanceHealth,
  SetInstanceProtection,
  TerminateInstanceInAutoScalingGroup,
  CreateLaunchConfiguration,
  DeleteLaunchConfiguration,
  DescribeLaunchConfigurations,
  CompleteLifecycleAction,
  DeleteLifecycleHook,
  DescribeLifecycleHookTypes,
  DescribeLifecycleHooks,
  PutLifecycleHook,
  RecordLifecycleActionHeartbeat,
  DescribeMetricCollectionTypes,
  DisableMetricsCollection,
  EnableMetricsCollection,
  DeleteNotificationConfiguration,
  DescribeAutoScalingNotificationTypes,
  DescribeNotificationConfigurations,
  PutNotificationConfiguration,
  DeletePolicy,
  DescribePolicies,
  ExecutePolicy,
  PutScalingPolicy,
  BatchDeleteScheduledAction,
  BatchPutScheduledUpdateGroupAction,
  DeleteScheduledAction,
  DescribeScheduledActions,
  PutScheduledUpdateGroupAction,
  CreateOrUpdateTags,
  DeleteTags,
  DescribeTags,
  AttachLoadBalancerTargetGroups,
  AttachTrafficSources,
  DescribeLoadBalancerTargetGroups,
  DescribeLoadBalancers,
  DescribeTrafficSources,
  DetachLoadBalancerTargetGroups,
  DetachTrafficSources,
  DeleteWarmPool,
  DescribeWarmPool,
  PutWarmPool,
]
