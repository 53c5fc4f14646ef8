import type {
  EnableEbsEncryptionByDefaultCommandInput,
  EnableEbsEncryptionByDefaultCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { setByDefault } from './settings.ts'

export const EnableEbsEncryptionByDefault = operation<
  EnableEbsEncryptionByDefaultCommandInput,
  Omit<EnableEbsEncryptionByDefaultCommandOutput, '$metadata'>
>('EnableEbsEncryptionByDefault', (ctx) => ({ EbsEncryptionByDefault: setByDefault(ctx, true) }))
