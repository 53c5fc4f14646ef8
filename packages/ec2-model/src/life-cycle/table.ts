/** A refusal by a life-cycle table: AWS's code and message, and a key by which a person is told why. */
export interface Refusal<Reason extends string = string> {
  readonly allowed: false
  readonly code: string
  readonly message: string
  readonly reason: Reason
}

export interface Permission<State extends string> {
  readonly allowed: true
  /** The state right after the call; the present one when the action does not change it. */
  readonly next: State
}

export type Verdict<State extends string, Reason extends string = string> =
  | Permission<State>
  | Refusal<Reason>

/** Code and message of a refusal; `{id}`, `{state}` and other names in braces are filled in. */
export interface RefusalText {
  readonly code: string
  readonly message: string
}

export function refuse<Reason extends string>(
  texts: Readonly<Record<Reason, RefusalText>>,
  reason: Reason,
  values: Readonly<Record<string, string>>,
): Refusal<Reason> {
  const { code, message } = texts[reason]
  return {
    allowed: false,
    code,
    message: message.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
    reason,
  }
}
