import type {
  DescribeInstanceAssociationsStatusCommandInput,
  DescribeInstanceAssociationsStatusCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { checkNode } from '../instances/managed-node.ts'
import { pageOf } from '../paging.ts'
import { associations, latestOf } from './association.ts'
import { latestByNode, outcomeOf } from './shapes.ts'

type Output = Omit<DescribeInstanceAssociationsStatusCommandOutput, '$metadata'>

const defaultPageSize = 50

/** What has been applied to a node, and what came of it. */
export const DescribeInstanceAssociationsStatus = operation<
  DescribeInstanceAssociationsStatusCommandInput,
  Output
>('DescribeInstanceAssociationsStatus', (ctx, input) => {
  const { InstanceId = '' } = input
  checkNode(ctx, InstanceId)
  const found = ctx.db.all(associations).flatMap((association) => {
    const invocation = latestByNode(ctx, association.id).get(InstanceId)
    if (invocation === undefined) return []
    const { documentName, documentVersion = '1', number, name } = latestOf(association)
    const Status = outcomeOf(invocation)
    const done = invocation.steps.filter((step) => step.status === 'Success').length
    const failed = invocation.steps.filter((step) => step.status === 'Failed').length
    return [
      {
        AssociationId: association.id,
        Name: documentName,
        DocumentVersion: documentVersion,
        AssociationVersion: String(number),
        InstanceId,
        ExecutionDate: new Date(invocation.requestedAt),
        Status,
        DetailedStatus: Status === 'Failed' ? invocation.statusDetails : Status,
        ExecutionSummary: `${invocation.steps.length} out of ${invocation.steps.length} plugin${invocation.steps.length === 1 ? '' : 's'} processed, ${done} success, ${failed} failed, 0 timedout, 0 skipped. `,
        AssociationName: name,
      },
    ]
  })
  const { items, NextToken } = pageOf(found, input, defaultPageSize)
  return { InstanceAssociationStatusInfos: [...items], NextToken }
})
