import type {
  AssociationFilter,
  ListAssociationsCommandInput,
  ListAssociationsCommandOutput,
} from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { instances } from '../../ec2/instances/instance.ts'
import { pageOf } from '../paging.ts'
import { associations, executions, latestOf, type AssociationRecord } from './association.ts'
import { toAssociation } from './shapes.ts'
import { isTarget } from './targets.ts'

type Output = Omit<ListAssociationsCommandOutput, '$metadata'>

const defaultPageSize = 50

/** Lists associations with what came of them. */
export const ListAssociations = operation<ListAssociationsCommandInput, Output>(
  'ListAssociations',
  (ctx, input) => {
    const tests = (input.AssociationFilterList ?? []).map((filter) => toTest(ctx, filter))
    const found = ctx.db.all(associations).filter((each) => tests.every((test) => test(each)))
    const { items, NextToken } = pageOf(found, input, defaultPageSize)
    return { Associations: items.map((each) => toAssociation(ctx, each)), NextToken }
  },
)

function toTest(
  ctx: Context,
  { key, value = '' }: AssociationFilter,
): (association: AssociationRecord) => boolean {
  const lastRun = ({ id }: AssociationRecord): number | undefined =>
    ctx.db.by(executions, 'association', id).at(-1)?.createdAt
  switch (key) {
    case 'AssociationId':
      return ({ id }) => id === value
    case 'Name':
      return (association) => latestOf(association).documentName === value
    case 'AssociationName':
      return (association) => latestOf(association).name === value
    case 'AssociationStatusName':
      return (association) => toAssociation(ctx, association).Overview?.Status === value
    case 'InstanceId': {
      const instance = ctx.db.get(instances, value)
      return (association) => instance !== undefined && isTarget(association, instance)
    }
    case 'LastExecutedBefore':
      return (association) => (lastRun(association) ?? Infinity) < Date.parse(value)
    case 'LastExecutedAfter':
      return (association) => (lastRun(association) ?? -Infinity) > Date.parse(value)
    case 'ResourceGroupName':
      // Resource groups do not exist here, so nothing has them.
      return () => false
    case undefined:
    default:
      throw new AwsError('InvalidFilterKey', `The specified key ${String(key)} isn't valid.`)
  }
}
