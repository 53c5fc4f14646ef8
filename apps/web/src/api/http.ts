import { readFailure } from './failure.ts'
import { noteRefusal } from './sign-in-gate.ts'
import { openSession, renewSession, send } from './session.ts'

/** One request to the BFF, JSON both ways, in a session. Throws `ApiFailure`. */
export async function request<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  await openSession()
  let response = await send(method, path, body, signal)
  if (response.status === 401) {
    const failure = await readFailure(response)
    noteRefusal(failure.error)
    if (failure.code !== 'NoSession') throw failure
    await renewSession()
    response = await send(method, path, body, signal)
  }
  if (!response.ok) {
    const failure = await readFailure(response)
    noteRefusal(failure.error)
    throw failure
  }
  const text = await response.text()
  // The contract says what each route answers; JSON does not.
  return (text === '' ? undefined : JSON.parse(text)) as T
}
