import type {
  ResetEbsDefaultKmsKeyIdCommandInput,
  ResetEbsDefaultKmsKeyIdCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { setKmsKey } from './settings.ts'

export const ResetEbsDefaultKmsKeyId = operation<
  ResetEbsDefaultKmsKeyIdCommandInput,
  Omit<ResetEbsDefaultKmsKeyIdCommandOutput, '$metadata'>
>('ResetEbsDefaultKmsKeyId', (ctx) => ({ KmsKeyId: setKmsKey(ctx, undefined) }))
