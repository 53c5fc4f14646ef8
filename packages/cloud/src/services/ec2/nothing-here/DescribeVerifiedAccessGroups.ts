import type {
  DescribeVerifiedAccessGroupsCommandInput,
  DescribeVerifiedAccessGroupsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: Verified Access is not here.
 * @differs Always empty.
 */
export const DescribeVerifiedAccessGroups = operation<
  DescribeVerifiedAccessGroupsCommandInput,
  Omit<DescribeVerifiedAccessGroupsCommandOutput, '$metadata'>
>('DescribeVerifiedAccessGroups', (_ctx, input) => ({
  VerifiedAccessGroups: listNothing('DescribeVerifiedAccessGroups', {
    ids: input.VerifiedAccessGroupIds,
    missing: {
      code: 'InvalidVerifiedAccessGroupId.NotFound',
      message: "The verified access group ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
