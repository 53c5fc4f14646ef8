import type {
  GetParametersByPathRequest,
  GetParametersByPathResult,
  Parameter,
} from '@aws-sdk/client-ssm'
import { publicParameters } from '../../../catalogue/public-parameters.ts'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { pageOf } from '../paging.ts'
import { matchesText } from './filters.ts'
import { toParameter } from './find-parameter.ts'
import { parameters } from './parameter.ts'
import { toPublicParameter } from './public-parameter.ts'

const pageSize = 10

/** Values of the parameters below a path. */
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
    const found = listUnder(ctx, folder, Recursive).filter(({ type, keyId, labels }) =>
      (input.ParameterFilters ?? []).every((filter) => {
        const { Key = '' } = filter
        if (!['Type', 'KeyId', 'Label'].includes(Key)) {
          throw new AwsError(
            'InvalidFilterKey',
            `The following filter key is not valid: ${Key}. Valid filter keys include: [Type, KeyId, Label].`,
          )
        }
        if (Key === 'Label') return labels.some((label) => matchesText(filter, label))
        return matchesText(filter, Key === 'Type' ? type : keyId)
      }),
    )
    const { items, NextToken } = pageOf(found, input, pageSize)
    return { Parameters: items.map(({ show }) => show(input.WithDecryption ?? false)), NextToken }
  },
)

interface Found {
  readonly type: string
  readonly keyId?: string
  readonly labels: readonly string[]
  readonly show: (decrypt: boolean) => Parameter
}

/** AWS's own are under `/aws/`, where no account's can be. */
function listUnder(ctx: Context, folder: string, recursive: boolean): readonly Found[] {
  const isUnder = (name: string) =>
    name.startsWith(folder) && (recursive || !name.slice(folder.length).includes('/'))
  if (folder.startsWith('/aws/')) {
    return [...publicParameters(ctx.region).values()]
      .filter(({ name }) => isUnder(name))
      .map((each) => ({
        type: 'String',
        labels: [],
        show: () => toPublicParameter(ctx.region, each),
      }))
  }
  return ctx.db
    .all(parameters)
    .filter(({ id }) => isUnder(id.startsWith('/') ? id : `/${id}`))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((record) => ({
      type: record.type,
      keyId: record.latest.keyId,
      labels: record.latest.labels ?? [],
      show: (decrypt) => toParameter(ctx, record, record.latest, decrypt),
    }))
}
