import type { IamDecision } from '@brume/console-api'
import type { RecordedDecision } from '@brume/cloud'
import { addDenial } from '../sdk/errors.ts'

/** A decision as the console shows it. */
export function describeDecision(decision: RecordedDecision): IamDecision {
  return { ...decision, at: new Date(decision.at).toISOString() }
}

interface Decisions {
  iamDecisions(account: string, principal?: string): readonly RecordedDecision[]
}

/**
 * Puts onto a refusal of the embedded cloud what was decided: which statement denied, which one is missing. It is looked up in process
 * by the request, so that it is there for all services, and whoever was refused needs no right of their own to read it.
 */
export function explainDenials(cloud: Decisions, account: string, principal: string) {
  return (error: unknown): void => {
    const requestId = requestIdOf(error)
    if (!(error instanceof Error) || requestId === undefined) return
    const decision = cloud
      .iamDecisions(account, principal)
      .find((one) => one.requestId === requestId && one.refused)
    if (!decision) return
    // what the message has besides is for who decodes it at the command line
    error.message = error.message.replace(/ Encoded authorization failure message: \S+$/, '')
    addDenial(error, describeDecision(decision))
  }
}

function requestIdOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined
  const { $metadata: metadata } = error
  if (typeof metadata !== 'object' || metadata === null || !('requestId' in metadata)) {
    return undefined
  }
  return typeof metadata.requestId === 'string' ? metadata.requestId : undefined
}
