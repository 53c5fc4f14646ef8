import type {
  ModifyEbsDefaultKmsKeyIdCommandInput,
  ModifyEbsDefaultKmsKeyIdCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { setKmsKey } from './settings.ts'

/**
 * Sets the Region's default key for EBS.
 * @differs There is no KMS: any well-formed key is taken as existing.
 */
export const ModifyEbsDefaultKmsKeyId = operation<
  ModifyEbsDefaultKmsKeyIdCommandInput,
  Omit<ModifyEbsDefaultKmsKeyIdCommandOutput, '$metadata'>
>('ModifyEbsDefaultKmsKeyId', (ctx, input) => ({ KmsKeyId: setKmsKey(ctx, input.KmsKeyId) }))
