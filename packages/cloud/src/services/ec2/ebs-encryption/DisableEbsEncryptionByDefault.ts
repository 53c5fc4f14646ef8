import type {
  DisableEbsEncryptionByDefaultCommandInput,
  DisableEbsEncryptionByDefaultCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { setByDefault } from './settings.ts'

/** New volumes and snapshot copies are no longer encrypted unasked. */
export const DisableEbsEncryptionByDefault = operation<
  DisableEbsEncryptionByDefaultCommandInput,
  Omit<DisableEbsEncryptionByDefaultCommandOutput, '$metadata'>
>('DisableEbsEncryptionByDefault', (ctx) => ({ EbsEncryptionByDefault: setByDefault(ctx, false) }))
