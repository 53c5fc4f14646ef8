import type { ReportInstanceStatusRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { decide } from './decide.ts'
import { findInstances } from './find-instances.ts'

/** Feedback to AWS about running instances: it is checked and, as there, changes nothing. */
export const ReportInstanceStatus = operation<ReportInstanceStatusRequest, object>(
  'ReportInstanceStatus',
  (ctx, input) => {
    if (input.Status === undefined) throw missing('Status')
    if ((input.ReasonCodes ?? []).length === 0) throw missing('ReasonCode')
    for (const instance of findInstances(ctx.db, input.Instances)) decide('reboot', instance)
    return {}
  },
)

function missing(name: string): AwsError {
  return new AwsError('MissingParameter', `The request must contain the parameter ${name}`)
}
