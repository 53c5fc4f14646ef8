import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { ebsKmsKey, encryptsByDefault, toKeyArn } from './settings.ts'

export interface Encryption {
  readonly encrypted: boolean
  /** ARN. */
  readonly kmsKeyId?: string
}

/**
 * How a new volume, snapshot or copy is encrypted, given what was asked and what it is made from: never less than its source.
 * https://docs.aws.amazon.com/ebs/latest/userguide/encryption-examples.html
 */
export function chooseEncryption(
  ctx: Context,
  asked: { readonly Encrypted?: boolean; readonly KmsKeyId?: string },
  source?: Encryption & { readonly ownerId?: string },
): Encryption {
  const encrypted = source?.encrypted || encryptsByDefault(ctx) || (asked.Encrypted ?? false)
  if (!encrypted) {
    if (asked.KmsKeyId === undefined) return { encrypted }
    throw new AwsError(
      'InvalidParameterDependency',
      'The parameter KmsKeyId requires the parameter Encrypted to be set.',
    )
  }
  if (asked.KmsKeyId !== undefined) return { encrypted, kmsKeyId: toKeyArn(ctx, asked.KmsKeyId) }
  // A key is kept within its account alone.
  const isOwn = source?.ownerId === undefined || source.ownerId === ctx.account
  return { encrypted, kmsKeyId: (isOwn ? source?.kmsKeyId : undefined) ?? ebsKmsKey(ctx) }
}
