import type {
  GetEbsEncryptionByDefaultCommandInput,
  GetEbsEncryptionByDefaultCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { encryptsByDefault } from './settings.ts'

export const GetEbsEncryptionByDefault = operation<
  GetEbsEncryptionByDefaultCommandInput,
  Omit<GetEbsEncryptionByDefaultCommandOutput, '$metadata'>
>('GetEbsEncryptionByDefault', (ctx) => ({ EbsEncryptionByDefault: encryptsByDefault(ctx) }))
