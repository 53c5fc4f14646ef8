import type { CreateDocumentCommandInput, CreateDocumentCommandOutput } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { withTags } from '../tagging/tags.ts'
import { toDescription } from './description.ts'
import { documents, latestVersion, maxDocuments, type DocumentRecord } from './document.ts'
import { checkName, checkUnsupported, readNewVersion } from './new-version.ts'
import { ownedDocuments } from './owned-documents.ts'

type Output = Omit<CreateDocumentCommandOutput, '$metadata'>

/**
 * Makes a Command or Session document, in JSON or YAML.
 * @differs Other types are refused.
 */
export const CreateDocument = operation<CreateDocumentCommandInput, Output>(
  'CreateDocument',
  (ctx, input) => {
    const { Name: name = '', DocumentType: type = 'Command' } = input
    checkUnsupported(input)
    if (type !== 'Command' && type !== 'Session') {
      throw new AwsError(
        'InvalidDocumentContent',
        `Documents of type ${type} are not supported by the embedded cloud.`,
      )
    }
    checkName(name)
    if (ctx.db.get(documents, name) !== undefined || ownedDocuments.has(name)) {
      throw new AwsError('DocumentAlreadyExists', `Document with same name ${name} already exists`)
    }
    if (ctx.db.count(documents) >= maxDocuments) {
      throw new AwsError(
        'DocumentLimitExceeded',
        `You can have at most ${maxDocuments} active SSM documents.`,
      )
    }
    const document: DocumentRecord = {
      id: name,
      type,
      ...(input.TargetType === undefined ? {} : { targetType: input.TargetType }),
      tags: withTags([], input.Tags),
      createdAt: ctx.now,
      defaultVersion: 1,
      versions: [readNewVersion(ctx, input, type, 1, 'JSON')],
    }
    ctx.db.put(documents, document)
    return {
      DocumentDescription: toDescription(ctx, document, latestVersion(document), 'Creating'),
    }
  },
)
