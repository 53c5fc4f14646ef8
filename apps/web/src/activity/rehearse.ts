import { isReadOnly, madeBy, withoutSecrets } from '@brume/console-api'
import { callIn, type Call, type Scope } from '../api/index.ts'
import type { CodeRequest } from '../code/index.ts'

/** What a dialog sends: with the caller of its own place, and those of others. */
export type Send<O = unknown> = (call: Call, callAt: (place: Scope) => Call) => Promise<O>

/** Begins every stand-in for an id; nobody can type it. */
const standIn = '\uE000'

/**
 * Plays what a dialog would send, and notes it: looks are looked up, changes are answered with stand-ins for the ids that they would
 * make. The very function that sends is run, so what is shown cannot differ from what is done.
 */
export async function rehearse(
  scope: Scope,
  send: Send,
  looks = new Map<string, Promise<unknown>>(),
): Promise<readonly CodeRequest[]> {
  const requests: CodeRequest[] = []
  const callAt =
    (place: Scope): Call =>
    async (service, operation, input) => {
      const sent = JSON.stringify(input)
      if (!isReadOnly(operation)) {
        const made = madeBy[operation] && `${standIn}${requests.length}-${operation}`
        requests.push({
          service,
          operation,
          input: withoutSecrets(operation, JSON.parse(sent)),
          made,
          ...(place.region === scope.region ? {} : { region: place.region }),
        })
        return JSON.parse(JSON.stringify(answerOf(operation, made)))
      }
      // what is not there yet cannot be looked at: the rest is not known before it runs
      if (sent.includes(standIn)) throw new NotYetKnown()
      const key = `${place.connection}/${place.region}/${operation}/${sent}`
      const asked = looks.get(key) ?? callIn(place, service, operation, input)
      looks.set(key, asked)
      return JSON.parse(JSON.stringify(await asked))
    }
  // a form that is half filled in may fail at anything; what it would have sent by then is shown
  await send(callAt(scope), callAt).catch(() => undefined)
  return requests
}

class NotYetKnown extends Error {}

/** `Instances[0].InstanceId` as the structure that says it. */
function answerOf(operation: string, made: string | undefined): unknown {
  let answer: unknown = made
  const parts = (madeBy[operation] ?? '').split(/\.|(?=\[)/).filter((part) => part !== '')
  for (const part of parts.toReversed()) {
    answer = part.startsWith('[') ? [answer] : { [part]: answer }
  }
  return answer ?? {}
}
