import type { DescribeIdFormatRequest, DescribeIdFormatResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { idFormats } from './id-formats.ts'

export const DescribeIdFormat = operation<DescribeIdFormatRequest, DescribeIdFormatResult>(
  'DescribeIdFormat',
  (_ctx, input) => ({
    Statuses: idFormats(input.Resource === undefined ? [] : [input.Resource]),
  }),
)
