import type {
  GetEbsEncryptionByDefaultCommandInput,
  GetEbsEncryptionByDefaultCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { encryptsByDefault } from './settings.ts'

/** Whether new volumes are encrypted unasked. */
export const GetEbsEncryptionByDefault = operation<
  GetEbsEncryptionByDefaultCommandInput,
  Omit<GetEbsEncryptionByDefaultCommandOutput, '$metadata'>
>('GetEbsEncryptionByDefault', (ctx) => ({ EbsEncryptionByDefault: encryptsByDefault(ctx) }))
