import type { UpdateDocumentCommandInput, UpdateDocumentCommandOutput } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { toDescription } from './description.ts'
import { documents, latestVersion, maxDocumentVersions } from './document.ts'
import { findOwnDocument, selectVersion } from './find-document.ts'
import { checkUnsupported, readNewVersion } from './new-version.ts'

type Output = Omit<UpdateDocumentCommandOutput, '$metadata'>

/** Adds a version to a document. */
export const UpdateDocument = operation<UpdateDocumentCommandInput, Output>(
  'UpdateDocument',
  (ctx, input) => {
    checkUnsupported(input)
    const document = findOwnDocument(ctx, input.Name ?? '')
    selectVersion(document, { DocumentVersion: input.DocumentVersion })
    if (document.versions.length >= maxDocumentVersions) {
      throw new AwsError(
        'DocumentVersionLimitExceeded',
        `The document has too many versions. Delete one or more document versions and try again.`,
      )
    }
    const latest = latestVersion(document)
    const added = readNewVersion(ctx, input, document.type, latest.number + 1, 'JSON')
    if (latest.content === added.content) {
      throw new AwsError(
        'DuplicateDocumentContent',
        'The content of the association document matches another document. Change the content of the document and try again.',
      )
    }
    const { name } = added
    if (name !== undefined && document.versions.some((version) => version.name === name)) {
      throw new AwsError(
        'DuplicateDocumentVersionName',
        'The specified version name is a duplicate.',
      )
    }
    const updated = {
      ...document,
      ...(input.TargetType === undefined ? {} : { targetType: input.TargetType }),
      versions: [...document.versions, added],
    }
    ctx.db.put(documents, updated)
    return { DocumentDescription: toDescription(ctx, updated, added, 'Updating') }
  },
)
