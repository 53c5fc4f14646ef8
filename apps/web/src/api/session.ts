import { codeFragment, routes } from '@brume/console-api'
import { ApiFailure, offlineCode, readFailure } from './failure.ts'

let session: Promise<void> | undefined

/** A bare request; throws `ApiFailure` only when the server cannot be reached. */
export async function send(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiFailure(
      { code: offlineCode, message: 'Brume cannot be reached. Is it still running?', status: 0 },
      { cause },
    )
  }
}

async function mint(code: string | undefined): Promise<void> {
  const response = await send('POST', routes.session, code === undefined ? {} : { code })
  if (!response.ok) throw await readFailure(response)
}

/** The one-time code of the printed URL; taken out of the address bar, so that it is not bookmarked or shared. */
function takeCode(): string | undefined {
  const found = new URLSearchParams(location.hash.slice(1)).get(codeFragment)
  if (found === null) return undefined
  history.replaceState(history.state, '', location.pathname + location.search)
  return found
}

/** A wrong or used code opens no AWS connection; everything else works without one. */
async function mintWith(code: string | undefined): Promise<void> {
  try {
    await mint(code)
  } catch (cause) {
    if (code === undefined || !(cause instanceof ApiFailure) || cause.error.status === 0)
      throw cause
    await mint(undefined)
  }
}

/** Opens this browser's session once per tab; several callers share one attempt. */
export function openSession(): Promise<void> {
  session ??= mintWith(takeCode()).catch((cause: unknown) => {
    session = undefined
    throw cause
  })
  return session
}

/** The server no longer knows the session (it was restarted): open another. */
export function renewSession(): Promise<void> {
  session = undefined
  return openSession()
}

/** Gives the one-time code that opens AWS connections. Throws `ApiFailure` with `WrongCode`. */
export async function giveCode(code: string): Promise<void> {
  await mint(code)
}
