import type { DescribeAccountLimitsAnswer } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { launchConfigurations } from '../launch-configurations/launch-configuration.ts'
import { groups } from './group.ts'
import { maxGroups, maxLaunchConfigurations } from './limits.ts'

/** How many groups and launch configurations a Region has, and can have. */
export const DescribeAccountLimits = operation<object, DescribeAccountLimitsAnswer>(
  'DescribeAccountLimits',
  (ctx) => ({
    MaxNumberOfAutoScalingGroups: maxGroups,
    MaxNumberOfLaunchConfigurations: maxLaunchConfigurations,
    NumberOfAutoScalingGroups: ctx.db.count(groups),
    NumberOfLaunchConfigurations: ctx.db.count(launchConfigurations),
  }),
)
