import type {
  ResetEbsDefaultKmsKeyIdCommandInput,
  ResetEbsDefaultKmsKeyIdCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { setKmsKey } from './settings.ts'

/** Makes AWS's own key the Region's default again. */
export const ResetEbsDefaultKmsKeyId = operation<
  ResetEbsDefaultKmsKeyIdCommandInput,
  Omit<ResetEbsDefaultKmsKeyIdCommandOutput, '$metadata'>
>('ResetEbsDefaultKmsKeyId', (ctx) => ({ KmsKeyId: setKmsKey(ctx, undefined) }))
