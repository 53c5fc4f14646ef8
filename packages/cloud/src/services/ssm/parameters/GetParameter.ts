import type { GetParameterRequest, GetParameterResult } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findParameter } from './public-parameter.ts'

export const GetParameter = operation<GetParameterRequest, GetParameterResult>(
  'GetParameter',
  (ctx, { Name = '' }) => {
    const parameter = findParameter(ctx.region, Name)
    if (!parameter) throw new AwsError('ParameterNotFound', `Parameter ${Name} not found.`)
    return { Parameter: parameter }
  },
)
