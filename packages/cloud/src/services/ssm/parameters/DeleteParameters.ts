import type { DeleteParametersRequest, DeleteParametersResult } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { lookUpParameter, parameters } from './parameter.ts'

/** Deletes parameters; those that are not there are listed. */
export const DeleteParameters = operation<DeleteParametersRequest, DeleteParametersResult>(
  'DeleteParameters',
  (ctx, { Names = [] }) => {
    const DeletedParameters: string[] = []
    const InvalidParameters: string[] = []
    for (const name of new Set(Names)) {
      const record = lookUpParameter(ctx, name)
      if (record) ctx.db.delete(parameters, record.id)
      const list = record ? DeletedParameters : InvalidParameters
      list.push(name)
    }
    return { DeletedParameters, InvalidParameters }
  },
)
