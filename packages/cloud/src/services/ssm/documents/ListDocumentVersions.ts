import type {
  ListDocumentVersionsCommandInput,
  ListDocumentVersionsCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { findDocument } from './find-document.ts'

type Output = Omit<ListDocumentVersionsCommandOutput, '$metadata'>

const defaultPageSize = 50

/** The versions of a document. */
export const ListDocumentVersions = operation<ListDocumentVersionsCommandInput, Output>(
  'ListDocumentVersions',
  (ctx, input) => {
    const document = findDocument(ctx, input.Name ?? '')
    const { items, NextToken } = pageOf(document.versions.toReversed(), input, defaultPageSize)
    return {
      DocumentVersions: items.map((version) => ({
        Name: document.id,
        DisplayName: version.displayName,
        DocumentVersion: String(version.number),
        VersionName: version.name,
        CreatedDate: new Date(version.createdAt),
        IsDefaultVersion: version.number === document.defaultVersion,
        DocumentFormat: version.format,
        Status: 'Active',
      })),
      NextToken,
    }
  },
)
