import type { DescribeIdFormatRequest, DescribeIdFormatResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { idFormats } from './id-formats.ts'

/** Ids are long, of every resource or of the one named. */
export const DescribeIdFormat = operation<DescribeIdFormatRequest, DescribeIdFormatResult>(
  'DescribeIdFormat',
  (_ctx, input) => ({
    Statuses: idFormats(input.Resource === undefined ? [] : [input.Resource]),
  }),
)
