import type { StartSessionCommandInput, StartSessionCommandOutput } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findAgent } from '../instances/connection.ts'
import { checkDocument } from './document.ts'
import { historyMs, makeSessionId, sessions } from './session.ts'

type Output = Omit<StartSessionCommandOutput, '$metadata'>

export const StartSession = operation<StartSessionCommandInput, Output>(
  'StartSession',
  (ctx, input) => {
    const documentName = checkDocument(input.DocumentName, input.Parameters)
    const target = input.Target ?? ''
    const agent = findAgent(ctx, target)
    if (agent === undefined) {
      throw new AwsError('TargetNotConnected', `${target} is not connected.`)
    }
    for (const old of ctx.db.all(sessions)) {
      if (old.startTime <= ctx.now - historyMs && old.endTime !== undefined) {
        ctx.db.delete(sessions, old.id)
      }
    }
    const id = makeSessionId(ctx)
    ctx.db.put(sessions, {
      id,
      target,
      documentName,
      owner: ctx.caller,
      ...(input.Reason === undefined ? {} : { reason: input.Reason }),
      startTime: ctx.now,
    })
    // Nothing may fail after this: the live session would have no record.
    const { account, region } = ctx
    const { tokenValue, streamUrl } = ctx.host.sessions.start({
      account,
      region,
      instanceId: target,
      sessionId: id,
      agentVersion: agent.version,
      endpoint: ctx.endpoint,
    })
    return { SessionId: id, TokenValue: tokenValue, StreamUrl: streamUrl }
  },
)
