import type {
  DescribeDocumentCommandInput,
  DescribeDocumentCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { toDescription } from './description.ts'
import { findDocument, selectVersion } from './find-document.ts'

type Output = Omit<DescribeDocumentCommandOutput, '$metadata'>

/** A document's facts. */
export const DescribeDocument = operation<DescribeDocumentCommandInput, Output>(
  'DescribeDocument',
  (ctx, input) => {
    const document = findDocument(ctx, input.Name ?? '')
    return { Document: toDescription(ctx, document, selectVersion(document, input)) }
  },
)
