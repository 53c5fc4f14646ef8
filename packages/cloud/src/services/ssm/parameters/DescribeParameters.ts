import type {
  DescribeParametersRequest,
  DescribeParametersResult,
  ParametersFilter,
  ParameterMetadata,
  ParameterStringFilter,
} from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { pageOf } from '../paging.ts'
import { compileFilter } from './filters.ts'
import { parameterArn, parameters, type ParameterRecord } from './parameter.ts'

const pageSize = 50

/**
 * Lists the account's own parameters; public ones are found by path alone, as in AWS.
 * @differs Nothing is shared between accounts.
 */
export const DescribeParameters = operation<DescribeParametersRequest, DescribeParametersResult>(
  'DescribeParameters',
  (ctx, input) => {
    const old = input.Filters ?? []
    const asked = input.ParameterFilters ?? []
    if (old.length > 0 && asked.length > 0) {
      throw new AwsError(
        'ValidationException',
        'You can use either Filters or ParameterFilters in a single request.',
      )
    }
    const tests = [...old.map(fromOld), ...asked].map(compileFilter)
    // Nothing is shared between accounts here.
    const all = input.Shared ? [] : ctx.db.all(parameters)
    const found = all
      .filter((parameter) => tests.every((test) => test(parameter)))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const { items, NextToken } = pageOf(found, input, pageSize)
    return { Parameters: items.map((parameter) => toMetadata(ctx, parameter)), NextToken }
  },
)

/** The older kind of filter compares the beginnings of names, and the rest as they are. */
function fromOld({ Key, Values }: ParametersFilter): ParameterStringFilter {
  return { Key, Values, Option: Key === 'Name' ? 'BeginsWith' : 'Equals' }
}

function toMetadata(ctx: Context, { id, type, latest }: ParameterRecord): ParameterMetadata {
  return {
    Name: id,
    ARN: parameterArn(ctx, id),
    Type: type,
    KeyId: latest.keyId,
    LastModifiedDate: new Date(latest.lastModified),
    LastModifiedUser: latest.lastModifiedUser,
    Description: latest.description,
    AllowedPattern: latest.allowedPattern,
    Version: latest.version,
    Tier: latest.tier,
    Policies: [],
    DataType: latest.dataType,
  }
}
