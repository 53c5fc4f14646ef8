import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { readContent, type DocumentContent } from './content.ts'
import {
  defaultVersion,
  documentName,
  documents,
  latestVersion,
  type DocumentRecord,
  type DocumentVersion,
} from './document.ts'
import { ownedDocuments } from './owned-documents.ts'

/** A document of the account or of AWS. Throws `InvalidDocument`. */
export function findDocument(ctx: Context, nameOrArn: string): DocumentRecord {
  const name = documentName(ctx, nameOrArn)
  const document = ownedDocuments.get(name) ?? ctx.db.get(documents, name)
  if (document !== undefined) return document
  throw new AwsError('InvalidDocument', `Document with name ${name} does not exist.`)
}

/** A document that the account may change. */
export function findOwnDocument(ctx: Context, nameOrArn: string): DocumentRecord {
  const document = findDocument(ctx, nameOrArn)
  if (!ownedDocuments.has(document.id)) return document
  throw new AwsError(
    'AccessDeniedException',
    `Document ${document.id} is owned by Amazon and can't be changed.`,
  )
}

interface VersionChoice {
  /** A number, `$DEFAULT` or `$LATEST`. */
  readonly DocumentVersion?: string
  readonly VersionName?: string
}

/** The version that a call names; the default one if it names none. Throws `InvalidDocumentVersion`. */
export function selectVersion(document: DocumentRecord, choice: VersionChoice): DocumentVersion {
  const { DocumentVersion: number, VersionName: name } = choice
  const found = document.versions.find(
    (version) =>
      (name === undefined || version.name === name) &&
      (number === undefined || number.startsWith('$') || version.number === Number(number)),
  )
  if (number === '$LATEST' && name === undefined) return latestVersion(document)
  if ((number === undefined || number === '$DEFAULT') && name === undefined) {
    return defaultVersion(document)
  }
  if (found !== undefined) return found
  throw new AwsError(
    'InvalidDocumentVersion',
    'The document version is not valid or does not exist.',
  )
}

export function contentOf(document: DocumentRecord, version: DocumentVersion): DocumentContent {
  return readContent(version.content, version.format, document.type)
}
