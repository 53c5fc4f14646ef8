import type { ResumeSessionCommandInput, ResumeSessionCommandOutput } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { sessions } from './session.ts'

type Output = Omit<ResumeSessionCommandOutput, '$metadata'>

/** A new token for a session whose connection was lost. */
export const ResumeSession = operation<ResumeSessionCommandInput, Output>(
  'ResumeSession',
  (ctx, input) => {
    const id = input.SessionId ?? ''
    // The record says whose it is: ids of other accounts and Regions are as good as unknown.
    const ticket = ctx.db.get(sessions, id) && ctx.host.sessions.resume(id, ctx.endpoint)
    if (ticket === undefined) {
      throw new AwsError('DoesNotExistException', `Session ${id} does not exist.`)
    }
    return { SessionId: id, TokenValue: ticket.tokenValue, StreamUrl: ticket.streamUrl }
  },
)
