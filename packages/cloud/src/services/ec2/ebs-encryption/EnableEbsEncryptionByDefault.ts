import type {
  EnableEbsEncryptionByDefaultCommandInput,
  EnableEbsEncryptionByDefaultCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { setByDefault } from './settings.ts'

/**
 * New volumes and snapshot copies are encrypted, with the Region's default key.
 * @differs Encryption is a property of the record: the simulated disk holds plain bytes.
 */
export const EnableEbsEncryptionByDefault = operation<
  EnableEbsEncryptionByDefaultCommandInput,
  Omit<EnableEbsEncryptionByDefaultCommandOutput, '$metadata'>
>('EnableEbsEncryptionByDefault', (ctx) => ({ EbsEncryptionByDefault: setByDefault(ctx, true) }))
