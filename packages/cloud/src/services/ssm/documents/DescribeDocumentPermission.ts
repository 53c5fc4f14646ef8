import type {
  DescribeDocumentPermissionCommandInput,
  DescribeDocumentPermissionCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { findOwnDocument } from './find-document.ts'

type Output = Omit<DescribeDocumentPermissionCommandOutput, '$metadata'>

/**
 * With whom a document is shared: with nobody here.
 * @differs ModifyDocumentPermission is not there.
 */
export const DescribeDocumentPermission = operation<DescribeDocumentPermissionCommandInput, Output>(
  'DescribeDocumentPermission',
  (ctx, input) => {
    findOwnDocument(ctx, input.Name ?? '')
    return { AccountIds: [], AccountSharingInfoList: [] }
  },
)
