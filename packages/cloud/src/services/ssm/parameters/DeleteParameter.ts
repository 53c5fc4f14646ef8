import type { DeleteParameterRequest, DeleteParameterResult } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { lookUpParameter, parameterNotFound, parameters } from './parameter.ts'

/** Deletes a parameter. */
export const DeleteParameter = operation<DeleteParameterRequest, DeleteParameterResult>(
  'DeleteParameter',
  (ctx, { Name = '' }) => {
    const record = lookUpParameter(ctx, Name)
    if (!record) throw parameterNotFound(Name)
    ctx.db.delete(parameters, record.id)
    return {}
  },
)
