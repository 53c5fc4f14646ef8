import type {
  DocumentIdentifier,
  ListDocumentsCommandInput,
  ListDocumentsCommandOutput,
} from '@aws-sdk/client-ssm'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { pageOf } from '../paging.ts'
import { platformTypes } from './content.ts'
import { ownerOf } from './description.ts'
import { defaultVersion, documents, type DocumentRecord } from './document.ts'
import { contentOf } from './find-document.ts'
import { ownedDocuments } from './owned-documents.ts'

type Output = Omit<ListDocumentsCommandOutput, '$metadata'>

const defaultPageSize = 50

/** Lists own documents and those of Amazon that sessions and commands use. */
export const ListDocuments = operation<ListDocumentsCommandInput, Output>(
  'ListDocuments',
  (ctx, input) => {
    const tests = [
      ...(input.DocumentFilterList ?? []).map(({ key, value = '' }) => toTest(ctx, key, [value])),
      ...(input.Filters ?? []).map(({ Key, Values = [] }) => toTest(ctx, Key, Values)),
    ]
    const found = [...ownedDocuments.values(), ...ctx.db.all(documents)]
      .filter((document) => tests.every((test) => test(document)))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const { items, NextToken } = pageOf(found, input, defaultPageSize)
    return { DocumentIdentifiers: items.map((document) => toIdentifier(ctx, document)), NextToken }
  },
)

function toIdentifier(ctx: Context, document: DocumentRecord): DocumentIdentifier {
  const version = defaultVersion(document)
  const content = contentOf(document, version)
  return {
    Name: document.id,
    CreatedDate: new Date(document.createdAt),
    DisplayName: version.displayName,
    Owner: ownerOf(ctx, document),
    VersionName: version.name,
    PlatformTypes: platformTypes(content, document.type),
    DocumentVersion: String(version.number),
    DocumentType: document.type,
    SchemaVersion: content.schemaVersion,
    DocumentFormat: version.format,
    TargetType: document.targetType,
    Tags: [...document.tags],
  }
}

type Test = (document: DocumentRecord) => boolean

function toTest(ctx: Context, key: string | undefined, values: readonly string[]): Test {
  switch (key) {
    case 'Name':
      // Both filters compare beginnings.
      return (document) => values.some((value) => document.id.startsWith(value))
    case 'Owner':
      return (document) => values.some((value) => isOwner(ctx, document, value))
    case 'PlatformTypes':
      return (document) =>
        platformTypes(contentOf(document, defaultVersion(document)), document.type).some(
          (platform) => values.includes(platform),
        )
    case 'DocumentType':
      return (document) => values.includes(document.type)
    case 'TargetType':
      return (document) => values.includes(document.targetType ?? '')
    case 'SearchKeyword':
      return (document) =>
        values.every((value) => document.id.toLowerCase().includes(value.toLowerCase()))
    case undefined:
    default:
      if (key?.startsWith('tag:')) {
        const name = key.slice('tag:'.length)
        return (document) =>
          document.tags.some((tag) => tag.Key === name && values.includes(tag.Value))
      }
      throw new AwsError('InvalidFilterKey', `The specified key ${key} isn't valid.`)
  }
}

function isOwner(ctx: Context, document: DocumentRecord, value: string): boolean {
  const isOwned = ownedDocuments.has(document.id)
  switch (value.toLowerCase()) {
    case 'amazon':
      return isOwned
    case 'self':
    case 'private':
      return !isOwned
    case 'public':
      return isOwned
    case 'all':
      return true
    default:
      return ownerOf(ctx, document) === value
  }
}
