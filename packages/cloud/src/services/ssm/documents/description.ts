import { createHash } from 'node:crypto'
import type { DocumentDescription } from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { platformTypes } from './content.ts'
import {
  defaultVersion,
  latestVersion,
  type DocumentRecord,
  type DocumentVersion,
} from './document.ts'
import { contentOf } from './find-document.ts'
import { ownedDocuments } from './owned-documents.ts'

export function ownerOf(ctx: Context, document: DocumentRecord): string {
  return ownedDocuments.has(document.id) ? 'Amazon' : ctx.account
}

/** The SDK's shape of one version. `status`: documents come to be in no time, but the call that makes one does not wait for it. */
export function toDescription(
  ctx: Context,
  document: DocumentRecord,
  version: DocumentVersion,
  status: 'Active' | 'Creating' | 'Updating' = 'Active',
): DocumentDescription {
  const content = contentOf(document, version)
  return {
    Hash: createHash('sha256').update(version.content).digest('hex'),
    HashType: 'Sha256',
    Name: document.id,
    DisplayName: version.displayName,
    VersionName: version.name,
    Owner: ownerOf(ctx, document),
    CreatedDate: new Date(version.createdAt),
    Status: status,
    DocumentVersion: String(version.number),
    Description: content.description,
    Parameters: content.parameters.map((parameter) => ({
      Name: parameter.name,
      // The API knows two types, the documents more.
      Type: parameter.type === 'StringList' ? 'StringList' : 'String',
      Description: parameter.description,
      DefaultValue: defaultText(parameter.default),
    })),
    PlatformTypes: platformTypes(content, document.type),
    DocumentType: document.type,
    SchemaVersion: content.schemaVersion,
    LatestVersion: String(latestVersion(document).number),
    DefaultVersion: String(defaultVersion(document).number),
    DocumentFormat: version.format,
    TargetType: document.targetType,
    Tags: [...document.tags],
  }
}

function defaultText(value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value
  return JSON.stringify(value)
}
