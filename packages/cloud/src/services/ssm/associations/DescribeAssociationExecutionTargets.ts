import type {
  DescribeAssociationExecutionTargetsCommandInput,
  DescribeAssociationExecutionTargetsCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { pageOf } from '../paging.ts'
import { executions, findAssociation } from './association.ts'
import { invocationsOf, outcomeOf } from './shapes.ts'

type Output = Omit<DescribeAssociationExecutionTargetsCommandOutput, '$metadata'>

const defaultPageSize = 50

/** What came of one application at each node; the command that carried it can be asked for by its id. */
export const DescribeAssociationExecutionTargets = operation<
  DescribeAssociationExecutionTargetsCommandInput,
  Output
>('DescribeAssociationExecutionTargets', (ctx, input) => {
  const { id } = findAssociation(ctx, input.AssociationId)
  const execution = ctx.db.get(executions, input.ExecutionId ?? '')
  if (execution?.associationId !== id) {
    throw new AwsError(
      'AssociationExecutionDoesNotExist',
      'The specified execution ID does not exist. Verify the ID number and try again.',
    )
  }
  const found = invocationsOf(ctx, execution)
    .map((invocation) => {
      const ended = invocation.steps.findLast(({ endedAt }) => endedAt !== undefined)?.endedAt
      return {
        AssociationId: id,
        AssociationVersion: String(execution.associationVersion),
        ExecutionId: execution.id,
        ResourceId: invocation.instanceId,
        ResourceType: 'ManagedInstance',
        Status: outcomeOf(invocation),
        DetailedStatus: invocation.statusDetails,
        ...(ended === undefined ? {} : { LastExecutionDate: new Date(ended) }),
        OutputSource: { OutputSourceId: invocation.commandId, OutputSourceType: 'RunCommand' },
      }
    })
    .filter((target) =>
      (input.Filters ?? []).every(({ Key, Value }) => Key !== undefined && target[Key] === Value),
    )
  const { items, NextToken } = pageOf(found, input, defaultPageSize)
  return { AssociationExecutionTargets: [...items], NextToken }
})
