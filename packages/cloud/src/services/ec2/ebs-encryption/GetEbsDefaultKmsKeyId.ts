import type {
  GetEbsDefaultKmsKeyIdCommandInput,
  GetEbsDefaultKmsKeyIdCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { namedKmsKey } from './settings.ts'

/** The key that volumes are encrypted with when none is named. */
export const GetEbsDefaultKmsKeyId = operation<
  GetEbsDefaultKmsKeyIdCommandInput,
  Omit<GetEbsDefaultKmsKeyIdCommandOutput, '$metadata'>
>('GetEbsDefaultKmsKeyId', (ctx) => ({ KmsKeyId: namedKmsKey(ctx) }))
