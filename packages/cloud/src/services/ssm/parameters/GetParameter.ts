import type { GetParameterRequest, GetParameterResult } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { findParameter } from './find-parameter.ts'
import { parameterNotFound } from './parameter.ts'

/** A parameter's value, of a version or label too, or a public one. */
export const GetParameter = operation<GetParameterRequest, GetParameterResult>(
  'GetParameter',
  (ctx, { Name = '', WithDecryption = false }) => {
    const parameter = findParameter(ctx, Name, WithDecryption)
    if (!parameter) throw parameterNotFound(Name)
    return { Parameter: parameter }
  },
)
