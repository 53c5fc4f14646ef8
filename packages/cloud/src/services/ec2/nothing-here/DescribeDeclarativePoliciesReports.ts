import type {
  DescribeDeclarativePoliciesReportsCommandInput,
  DescribeDeclarativePoliciesReportsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: there is no organization here.
 * @differs Always empty.
 */
export const DescribeDeclarativePoliciesReports = operation<
  DescribeDeclarativePoliciesReportsCommandInput,
  Omit<DescribeDeclarativePoliciesReportsCommandOutput, '$metadata'>
>('DescribeDeclarativePoliciesReports', (_ctx, input) => ({
  Reports: listNothing('DescribeDeclarativePoliciesReports', {
    ids: input.ReportIds,
    missing: {
      code: 'InvalidReportId.NotFound',
      message: "The report ID '{id}' does not exist",
    },
  }),
}))
