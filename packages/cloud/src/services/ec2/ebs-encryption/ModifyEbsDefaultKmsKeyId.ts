import type {
  ModifyEbsDefaultKmsKeyIdCommandInput,
  ModifyEbsDefaultKmsKeyIdCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { setKmsKey } from './settings.ts'

export const ModifyEbsDefaultKmsKeyId = operation<
  ModifyEbsDefaultKmsKeyIdCommandInput,
  Omit<ModifyEbsDefaultKmsKeyIdCommandOutput, '$metadata'>
>('ModifyEbsDefaultKmsKeyId', (ctx, input) => ({ KmsKeyId: setKmsKey(ctx, input.KmsKeyId) }))
