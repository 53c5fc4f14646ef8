import type {
  TerminateSessionCommandInput,
  TerminateSessionCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { closeSession, sessions } from './session.ts'

type Output = Omit<TerminateSessionCommandOutput, '$metadata'>

/** Ends a session; succeeds whatever its state, and for unknown ids too, as AWS does. */
export const TerminateSession = operation<TerminateSessionCommandInput, Output>(
  'TerminateSession',
  (ctx, input) => {
    const id = input.SessionId ?? ''
    if (ctx.db.get(sessions, id) !== undefined) {
      closeSession(ctx, id, ctx.now)
      ctx.afterCommit(() => ctx.host.sessions.terminate(id))
    }
    return { SessionId: id }
  },
)
