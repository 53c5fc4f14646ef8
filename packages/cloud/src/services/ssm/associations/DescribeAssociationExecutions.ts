import type {
  AssociationExecutionFilter,
  DescribeAssociationExecutionsCommandInput,
  DescribeAssociationExecutionsCommandOutput,
} from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { executions, findAssociation, type ExecutionRecord } from './association.ts'
import { toExecution } from './shapes.ts'

type Output = Omit<DescribeAssociationExecutionsCommandOutput, '$metadata'>

const defaultPageSize = 50

/** When an association was applied and what came of it, newest first. */
export const DescribeAssociationExecutions = operation<
  DescribeAssociationExecutionsCommandInput,
  Output
>('DescribeAssociationExecutions', (ctx, input) => {
  const { id } = findAssociation(ctx, input.AssociationId)
  const tests = (input.Filters ?? []).map((filter) => toTest(ctx, filter))
  const found = ctx.db
    .by(executions, 'association', id)
    .filter((execution) => tests.every((test) => test(execution)))
    .toReversed()
  const { items, NextToken } = pageOf(found, input, defaultPageSize)
  return { AssociationExecutions: items.map((each) => toExecution(ctx, each)), NextToken }
})

function toTest(
  ctx: Context,
  { Key: key, Value: value = '', Type: type }: AssociationExecutionFilter,
): (execution: ExecutionRecord) => boolean {
  if (key === 'CreatedTime') {
    const at = Date.parse(value)
    if (type === 'LESS_THAN') return ({ createdAt }) => createdAt < at
    if (type === 'GREATER_THAN') return ({ createdAt }) => createdAt > at
    return ({ createdAt }) => createdAt === at
  }
  if (key === 'ExecutionId') return ({ id }) => id === value
  return (execution) => toExecution(ctx, execution).Status === value
}
