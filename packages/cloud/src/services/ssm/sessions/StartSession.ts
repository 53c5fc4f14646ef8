import type { StartSessionCommandInput, StartSessionCommandOutput } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findAgent } from '../instances/connection.ts'
import { historyMs, makeSessionId, sessions } from './session.ts'
import { planSession } from './session-plan.ts'

type Output = Omit<StartSessionCommandOutput, '$metadata'>

/** Opens a session in a guest whose agent is connected: a shell, a command or a port. */
export const StartSession = operation<StartSessionCommandInput, Output>(
  'StartSession',
  (ctx, input) => {
    const plan = planSession(ctx, input.DocumentName, input.Parameters)
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
    const { maxDurationMs } = plan
    ctx.db.put(sessions, {
      id,
      target,
      documentName: plan.documentName,
      owner: ctx.caller,
      ...(input.Reason === undefined ? {} : { reason: input.Reason }),
      ...(maxDurationMs === undefined ? {} : { maxDurationMs }),
      startTime: ctx.now,
      status: 'Connecting',
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
      plan,
    })
    return { SessionId: id, TokenValue: tokenValue, StreamUrl: streamUrl }
  },
)
