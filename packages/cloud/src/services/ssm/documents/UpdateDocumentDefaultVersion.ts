import type {
  UpdateDocumentDefaultVersionCommandInput,
  UpdateDocumentDefaultVersionCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { documents } from './document.ts'
import { findOwnDocument, selectVersion } from './find-document.ts'

type Output = Omit<UpdateDocumentDefaultVersionCommandOutput, '$metadata'>

/** Makes a version the one that is used unasked. */
export const UpdateDocumentDefaultVersion = operation<
  UpdateDocumentDefaultVersionCommandInput,
  Output
>('UpdateDocumentDefaultVersion', (ctx, input) => {
  const document = findOwnDocument(ctx, input.Name ?? '')
  const version = selectVersion(document, { DocumentVersion: input.DocumentVersion })
  ctx.db.put(documents, { ...document, defaultVersion: version.number })
  return {
    Description: {
      Name: document.id,
      DefaultVersion: String(version.number),
      DefaultVersionName: version.name,
    },
  }
})
