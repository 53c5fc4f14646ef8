import type { GetDocumentCommandInput, GetDocumentCommandOutput } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { writeContent } from './content.ts'
import { findDocument, selectVersion } from './find-document.ts'

type Output = Omit<GetDocumentCommandOutput, '$metadata'>

/** A document's content, in JSON or YAML. */
export const GetDocument = operation<GetDocumentCommandInput, Output>(
  'GetDocument',
  (ctx, input) => {
    const document = findDocument(ctx, input.Name ?? '')
    const version = selectVersion(document, input)
    // JSON unless asked for otherwise, whatever the document was written in.
    const format = input.DocumentFormat === 'YAML' ? 'YAML' : 'JSON'
    return {
      Name: document.id,
      CreatedDate: new Date(version.createdAt),
      DisplayName: version.displayName,
      VersionName: version.name,
      DocumentVersion: String(version.number),
      Status: 'Active',
      Content: writeContent(version.content, version.format, format),
      DocumentType: document.type,
      DocumentFormat: format,
    }
  },
)
