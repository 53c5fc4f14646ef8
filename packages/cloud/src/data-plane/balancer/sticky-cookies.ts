import type { Seal } from './seal.ts'

/**
 * The cookies by which a client stays with a target or a target group.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#sticky-sessions
 */
export type StickyCookie = 'AWSALB' | 'AWSALBAPP-0' | 'AWSALBTG'

/** Beside each cookie stands one that browsers send across sites too. */
const crossSite: Readonly<Partial<Record<StickyCookie, string>>> = {
  AWSALB: 'AWSALBCORS',
  AWSALBTG: 'AWSALBTGCORS',
}

export interface Stick {
  /** What the cookie holds the client to: a target's key, or a target group's ARN. */
  readonly to: string
  /** Of whom: cookies of another group or rule mean nothing. */
  readonly of: string
  /** Account time, ms since the epoch. */
  readonly until: number
}

/** What a client's cookie holds it to; undefined when it has none, or one that is over or not ours. */
export function readStick(
  seal: Seal,
  cookies: ReadonlyMap<string, string>,
  name: StickyCookie,
  of: string,
  now: number,
): string | undefined {
  const sealed = cookies.get(name) ?? cookies.get(crossSite[name] ?? '')
  const opened = sealed === undefined ? undefined : seal.open(sealed)
  if (opened === undefined) return undefined
  const [kind, whose, until, ...to] = opened.split(' ')
  if (kind !== name || whose !== of || !(Number(until) > now)) return undefined
  return to.join(' ')
}

export interface StickWish extends Stick {
  readonly name: StickyCookie
  /** When browsers are to forget it: wall time, ms since the epoch. */
  readonly expires: number
  readonly secure: boolean
}

/** The lines of `Set-Cookie`. */
export function stickyLines(seal: Seal, wish: StickWish): readonly string[] {
  const { name, of, until, to, expires, secure } = wish
  const value = seal.seal(`${name} ${of} ${Math.floor(until)} ${to}`)
  const common = `; Expires=${new Date(expires).toUTCString()}; Path=/`
  const cors = crossSite[name]
  const lines = [`${name}=${value}${common}`]
  if (cors !== undefined) {
    lines.push(`${cors}=${value}${common}; SameSite=None${secure ? '; Secure' : ''}`)
  }
  return lines
}

/** The cookies that a request carries. */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (header === undefined) return found
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (at > 0) found.set(part.slice(0, at).trim(), part.slice(at + 1).trim())
  }
  return found
}

/** Whether an answer sets a cookie of this name. */
export function setsCookie(lines: readonly string[], name: string): boolean {
  return lines.some((line) => line.trimStart().startsWith(`${name}=`))
}
