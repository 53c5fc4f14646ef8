import type { ModifyIdentityIdFormatRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkLongIds } from './id-formats.ts'

export const ModifyIdentityIdFormat = operation<ModifyIdentityIdFormatRequest, object>(
  'ModifyIdentityIdFormat',
  (_ctx, input) => {
    checkLongIds(input.Resource, input.UseLongIds)
    if (!input.PrincipalArn) {
      throw new AwsError('MissingParameter', 'The request must contain the parameter PrincipalArn')
    }
    return {}
  },
)
