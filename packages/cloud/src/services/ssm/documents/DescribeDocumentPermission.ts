import type {
  DescribeDocumentPermissionCommandInput,
  DescribeDocumentPermissionCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { findOwnDocument } from './find-document.ts'

type Output = Omit<DescribeDocumentPermissionCommandOutput, '$metadata'>

/** Documents are shared with nobody here: ModifyDocumentPermission is not supported. */
export const DescribeDocumentPermission = operation<DescribeDocumentPermissionCommandInput, Output>(
  'DescribeDocumentPermission',
  (ctx, input) => {
    findOwnDocument(ctx, input.Name ?? '')
    return { AccountIds: [], AccountSharingInfoList: [] }
  },
)
