import type { TerminalEnd } from '@brume/console-api'

/** A session's end comes as words alone: those of AWS's agent and service, of the embedded cloud, and of sockets. */
const words: readonly (readonly [RegExp, TerminalEnd])[] = [
  [/inactivity|idle/i, 'idle'],
  [/duration/i, 'duration'],
  [/^The client did not (connect|come back)/, 'abandoned'],
  [/no longer running|instance (is )?(stopp|terminat)/i, 'instance-off'],
  [/account was reset/i, 'account-reset'],
  [/^Brume stops/, 'server-stopped'],
  [/session has ended|session (was|is) terminated/i, 'ended'],
  [/connection is lost|keepalive|ECONNRESET|EPIPE|timed out/i, 'connection-lost'],
]

/** What ended a terminal, by what was said of it; undefined for nothing said and for words that are not known. */
export function endOf(reason: string): TerminalEnd | undefined {
  return words.find(([pattern]) => pattern.test(reason))?.[1]
}
