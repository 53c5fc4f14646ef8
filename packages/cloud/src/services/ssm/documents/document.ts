import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'

/** `Policy`: what associations alone apply; only AWS's own here. */
export type DocumentType = 'Command' | 'Session' | 'Policy'
export type DocumentFormat = 'JSON' | 'YAML'

/** An SSM document of the account. Those that belong to AWS are in `owned-documents.ts`. */
export interface DocumentRecord {
  /** Its name. */
  readonly id: string
  readonly type: DocumentType
  readonly targetType?: string
  readonly tags: readonly { readonly Key: string; readonly Value: string }[]
  readonly createdAt: number
  readonly defaultVersion: number
  /** In order; at least one. */
  readonly versions: readonly DocumentVersion[]
}

export interface DocumentVersion {
  readonly number: number
  readonly name?: string
  readonly displayName?: string
  /** As it was given. */
  readonly content: string
  readonly format: DocumentFormat
  readonly createdAt: number
}

export const documents = collection<DocumentRecord>({ name: 'ssm/document', scope: 'region' })

export const maxDocumentVersions = 1000
export const maxDocuments = 500

export function latestVersion(document: DocumentRecord): DocumentVersion {
  const latest = document.versions.at(-1)
  if (latest === undefined) throw new Error(`document ${document.id} has no version`)
  return latest
}

export function defaultVersion(document: DocumentRecord): DocumentVersion {
  return (
    document.versions.find((version) => version.number === document.defaultVersion) ??
    latestVersion(document)
  )
}

/** `arn:aws:ssm:us-east-1::document/AWS-…` and `arn:aws:ssm:us-east-1:123456789012:document/…` name documents too. */
export function documentName(ctx: Context, nameOrArn: string): string {
  const arn = /^arn:aws:ssm:([^:]*):([^:]*):document\/(.+)$/.exec(nameOrArn)
  if (arn === null) return nameOrArn
  const [, region, owner, name = ''] = arn
  const isHere = region === ctx.region && (owner === '' || owner === ctx.account)
  return isHere ? name : nameOrArn
}
