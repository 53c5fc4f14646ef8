import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'

/** What new instances of an account get in a Region where a launch does not say; an absent member leaves it to the image. */
export interface MetadataDefaultsRecord {
  readonly id: 'defaults'
  readonly httpTokens?: 'optional' | 'required'
  readonly httpPutResponseHopLimit?: number
  readonly httpEndpoint?: 'enabled' | 'disabled'
  readonly instanceMetadataTags?: 'enabled' | 'disabled'
  readonly httpTokensEnforced?: boolean
}

const metadataDefaults = collection<MetadataDefaultsRecord>({
  name: 'ec2/metadata-defaults',
  scope: 'region',
})

export function readMetadataDefaults(ctx: Pick<Context, 'db'>): MetadataDefaultsRecord {
  return ctx.db.get(metadataDefaults, 'defaults') ?? { id: 'defaults' }
}

export function putMetadataDefaults(ctx: Context, record: MetadataDefaultsRecord): void {
  ctx.db.put(metadataDefaults, record)
}
