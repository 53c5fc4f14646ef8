import type { ModifyIdFormatRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { checkLongIds } from './id-formats.ts'

export const ModifyIdFormat = operation<ModifyIdFormatRequest, object>(
  'ModifyIdFormat',
  (_ctx, input) => {
    checkLongIds(input.Resource, input.UseLongIds)
    return {}
  },
)
