import type { ModifyIdFormatRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { checkLongIds } from './id-formats.ts'

/** Accepts long ids, which are the only ones; short ones are refused as AWS does. */
export const ModifyIdFormat = operation<ModifyIdFormatRequest, object>(
  'ModifyIdFormat',
  (_ctx, input) => {
    checkLongIds(input.Resource, input.UseLongIds)
    return {}
  },
)
