import type {
  DescribeSnapshotAttributeCommandInput,
  DescribeSnapshotAttributeCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findSnapshot } from './find-snapshot.ts'

/** With whom a snapshot is shared. */
export const DescribeSnapshotAttribute = operation<
  DescribeSnapshotAttributeCommandInput,
  Omit<DescribeSnapshotAttributeCommandOutput, '$metadata'>
>('DescribeSnapshotAttribute', (ctx, input) => {
  const snapshot = findSnapshot(ctx.db, input.SnapshotId)
  const SnapshotId = snapshot.id
  switch (input.Attribute) {
    case 'createVolumePermission':
      return {
        SnapshotId,
        CreateVolumePermissions: [
          ...(snapshot.public ? [{ Group: 'all' as const }] : []),
          ...snapshot.sharedWith.map((UserId) => ({ UserId })),
        ],
      }
    case 'productCodes':
      return { SnapshotId, ProductCodes: [] }
    case undefined:
      throw new AwsError('MissingParameter', 'The request must contain the parameter attribute')
    default:
      throw new AwsError(
        'InvalidParameterValue',
        `Value (${String(input.Attribute)}) for parameter attribute is invalid. Unknown attribute.`,
      )
  }
})
