import type { DeleteFlowLogsRequest, DeleteFlowLogsResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { flowLogs } from './flow-log.ts'

/** Ends flow logs with their records. */
export const DeleteFlowLogs = operation<DeleteFlowLogsRequest, DeleteFlowLogsResult>(
  'DeleteFlowLogs',
  (ctx, input) => {
    const ids = input.FlowLogIds ?? []
    const missing = ids.filter((id) => !ctx.db.get(flowLogs, id))
    if (missing.length > 0) {
      throw new AwsError(
        'InvalidFlowLogId.NotFound',
        missing.length === 1
          ? `The specified flow log ID '${missing[0]}' does not exist`
          : `The specified flow log IDs '${missing.join(', ')}' do not exist`,
      )
    }
    for (const id of ids) ctx.db.delete(flowLogs, id)
    return { Unsuccessful: [] }
  },
)
