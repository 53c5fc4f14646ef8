import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { defaultKmsKey } from '../volumes/new-volume.ts'

/** The one record of an account's EBS encryption in a Region; absent until something is set. */
export interface EbsEncryptionRecord {
  readonly id: 'settings'
  readonly byDefault: boolean
  /** As the account named it, an ARN; absent: the key that AWS manages. */
  readonly kmsKeyId?: string
}

const settings = collection<EbsEncryptionRecord>({ name: 'ec2/ebs-encryption', scope: 'region' })

const untouched: EbsEncryptionRecord = { id: 'settings', byDefault: false }

/** Whether new volumes and copies are encrypted though nobody asks. */
export function encryptsByDefault(ctx: Context): boolean {
  return read(ctx).byDefault
}

/** The key of what is encrypted without naming one. */
export function ebsKmsKey(ctx: Context): string {
  return read(ctx).kmsKeyId ?? defaultKmsKey(ctx)
}

/** As GetEbsDefaultKmsKeyId shows it: the alias while the account has chosen none. */
export function namedKmsKey(ctx: Context): string {
  return read(ctx).kmsKeyId ?? 'alias/aws/ebs'
}

export function setByDefault(ctx: Context, byDefault: boolean): boolean {
  ctx.db.put(settings, { ...read(ctx), byDefault })
  return byDefault
}

/** Undefined gives the default back to the key that AWS manages. */
export function setKmsKey(ctx: Context, key: string | undefined): string {
  const { kmsKeyId: _before, ...rest } = read(ctx)
  const managed = key === undefined || key === 'alias/aws/ebs'
  ctx.db.put(settings, managed ? rest : { ...rest, kmsKeyId: toKeyArn(ctx, key) })
  return namedKmsKey(ctx)
}

/** A key may be named by id, alias or ARN; records always keep the ARN. */
export function toKeyArn(ctx: Context, key: string): string {
  if (key === 'alias/aws/ebs') return defaultKmsKey(ctx)
  if (key.startsWith('arn:')) return key
  const kind = key.startsWith('alias/') ? '' : 'key/'
  return `arn:aws:kms:${ctx.region}:${ctx.account}:${kind}${key}`
}

function read(ctx: Context): EbsEncryptionRecord {
  return ctx.db.get(settings, 'settings') ?? untouched
}
