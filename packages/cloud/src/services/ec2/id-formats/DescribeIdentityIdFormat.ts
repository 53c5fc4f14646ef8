import type {
  DescribeIdentityIdFormatRequest,
  DescribeIdentityIdFormatResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { idFormats } from './id-formats.ts'

/** Ids are long for every user and role. */
export const DescribeIdentityIdFormat = operation<
  DescribeIdentityIdFormatRequest,
  DescribeIdentityIdFormatResult
>('DescribeIdentityIdFormat', (_ctx, input) => {
  if (!input.PrincipalArn) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter PrincipalArn')
  }
  return { Statuses: idFormats(input.Resource === undefined ? [] : [input.Resource]) }
})
