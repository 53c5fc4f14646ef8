import type {
  DescribeTargetGroupAttributesInput,
  DescribeTargetGroupAttributesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { describeAttributes } from '../attributes/attribute.ts'
import { targetGroupRules } from '../attributes/target-group-attributes.ts'
import { findTargetGroup } from './find-target-group.ts'

/** Tells all attributes of a group, those that were never set with AWS's defaults. */
export const DescribeTargetGroupAttributes = operation<
  DescribeTargetGroupAttributesInput,
  DescribeTargetGroupAttributesOutput
>('DescribeTargetGroupAttributes', (ctx, { TargetGroupArn }) => {
  const group = findTargetGroup(ctx, TargetGroupArn)
  return { Attributes: describeAttributes(targetGroupRules(group), group.attributes) }
})
