import type { DeleteDocumentCommandInput, DeleteDocumentCommandOutput } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { documents } from './document.ts'
import { findOwnDocument, selectVersion } from './find-document.ts'

type Output = Omit<DeleteDocumentCommandOutput, '$metadata'>

/** Deletes an own document. */
export const DeleteDocument = operation<DeleteDocumentCommandInput, Output>(
  'DeleteDocument',
  (ctx, input) => {
    const document = findOwnDocument(ctx, input.Name ?? '')
    const isOneVersion =
      (input.DocumentVersion !== undefined && input.DocumentVersion !== '$ALL') ||
      input.VersionName !== undefined
    if (!isOneVersion) {
      ctx.db.delete(documents, document.id)
      return {}
    }
    const version = selectVersion(document, input)
    if (version.number === document.defaultVersion) {
      throw new AwsError(
        'InvalidDocumentOperation',
        "Default version of the document can't be deleted.",
      )
    }
    ctx.db.put(documents, {
      ...document,
      versions: document.versions.filter((each) => each !== version),
    })
    return {}
  },
)
