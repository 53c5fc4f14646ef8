import type { GetParametersRequest, GetParametersResult } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findParameter } from './find-parameter.ts'

const maxNames = 10

/**
 * Values of parameters; what is not found is listed, not refused.
 * @limits 10 a call.
 */
export const GetParameters = operation<GetParametersRequest, GetParametersResult>(
  'GetParameters',
  (ctx, { Names = [], WithDecryption = false }) => {
    if (Names.length === 0 || Names.length > maxNames) {
      throw new AwsError(
        'ValidationException',
        `1 validation error detected: Value '[${Names.join(', ')}]' at 'names' failed to satisfy constraint: Member must have length less than or equal to ${maxNames}`,
      )
    }
    const found = Names.map((name) => ({
      name,
      parameter: findParameter(ctx, name, WithDecryption),
    }))
    return {
      Parameters: found.flatMap(({ parameter }) => parameter ?? []),
      InvalidParameters: found.flatMap(({ name, parameter }) => (parameter ? [] : [name])),
    }
  },
)
