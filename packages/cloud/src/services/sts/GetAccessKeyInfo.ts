import type {
  GetAccessKeyInfoCommandInput,
  GetAccessKeyInfoCommandOutput,
} from '@aws-sdk/client-sts'
import { operation } from '../../engine/operation.ts'
import { AwsError } from '../../errors.ts'
import { accountOfAccessKeyId } from '../iam/ids.ts'

/** The account that an access key belongs to. */
export const GetAccessKeyInfo = operation<
  GetAccessKeyInfoCommandInput,
  Omit<GetAccessKeyInfoCommandOutput, '$metadata'>
>('GetAccessKeyInfo', (_ctx, input) => {
  const Account = accountOfAccessKeyId(input.AccessKeyId ?? '')
  if (Account === undefined) throw new AwsError('ValidationError', 'Invalid AccessKeyId')
  return { Account }
})
