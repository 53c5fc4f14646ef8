import type { ModifyIdentityIdFormatRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkLongIds } from './id-formats.ts'

/** Accepts long ids for a user or role; short ones are refused as AWS does. */
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
