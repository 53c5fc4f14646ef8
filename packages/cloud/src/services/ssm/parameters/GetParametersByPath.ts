import type {
  GetParametersByPathRequest,
  GetParametersByPathResult,
  ParameterStringFilter,
} from '@aws-sdk/client-ssm'
import { publicParameters } from '../../../catalogue/public-parameters.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { pageOf } from '../paging.ts'
import { toParameter } from './public-parameter.ts'

const pageSize = 10

export const GetParametersByPath = operation<GetParametersByPathRequest, GetParametersByPathResult>(
  'GetParametersByPath',
  (ctx, input) => {
    const { Path = '', Recursive = false } = input
    if (!Path.startsWith('/')) {
      throw new AwsError(
        'ValidationException',
        'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
      )
    }
    const folder = Path.endsWith('/') ? Path : `${Path}/`
    const found = [...publicParameters(ctx.region).values()].filter(
      ({ name }) =>
        name.startsWith(folder) && (Recursive || !name.slice(folder.length).includes('/')),
    )
    const wanted = (input.ParameterFilters ?? []).every(keepsStrings) ? found : []
    const { items, NextToken } = pageOf(wanted, input, pageSize)
    return {
      Parameters: items.map((parameter) => toParameter(ctx.region, parameter)),
      NextToken,
    }
  },
)

/** Every public parameter is a String without key or label. */
function keepsStrings({
  Key = '',
  Option = 'Equals',
  Values = [],
}: ParameterStringFilter): boolean {
  if (!['Type', 'KeyId', 'Label'].includes(Key)) {
    throw new AwsError(
      'InvalidFilterKey',
      `The following filter key is not valid: ${Key}. Valid filter keys include: [Type, KeyId, Label].`,
    )
  }
  if (Key !== 'Type') return false
  return Values.some((value) =>
    Option === 'BeginsWith' ? 'String'.startsWith(value) : value === 'String',
  )
}
