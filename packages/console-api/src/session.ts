/**
 * Sessions. The page posts `OpenSession` to `/api/session` before anything else; the answer (204) sets an httpOnly cookie.
 * On loopback no code is needed for the embedded cloud; AWS connections, and any console beyond loopback, need the one-time
 * code that the start-up text prints as `http://…/#code=<code>` (in the fragment: it reaches no log and no Referer).
 * A wrong or used code answers 403 `WrongCode`; every route without a session answers 401 `NoSession`.
 */
export interface OpenSession {
  readonly code?: string
}

/** Name of the code in the URL's fragment: `#code=…`. */
export const codeFragment = 'code'
