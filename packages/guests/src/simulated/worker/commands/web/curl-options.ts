/** What curl was told: options by their long names, each with all its values in order. */
export interface CurlOptions {
  readonly flags: ReadonlyMap<string, readonly string[]>
  readonly urls: readonly string[]
  /** The complaint about an option that is not known, or lacks its value. */
  readonly wrong?: string
}

const shortNames: Readonly<Record<string, string>> = {
  '0': 'http1.0',
  '4': 'ipv4',
  '6': 'ipv6',
  '#': 'progress-bar',
  A: 'user-agent',
  b: 'cookie',
  c: 'cookie-jar',
  d: 'data',
  D: 'dump-header',
  e: 'referer',
  f: 'fail',
  F: 'form',
  g: 'globoff',
  G: 'get',
  h: 'help',
  H: 'header',
  i: 'include',
  I: 'head',
  j: 'junk-session-cookies',
  k: 'insecure',
  L: 'location',
  m: 'max-time',
  N: 'no-buffer',
  o: 'output',
  O: 'remote-name',
  q: 'disable',
  R: 'remote-time',
  s: 'silent',
  S: 'show-error',
  T: 'upload-file',
  u: 'user',
  v: 'verbose',
  V: 'version',
  w: 'write-out',
  x: 'proxy',
  X: 'request',
  Z: 'parallel',
  J: 'remote-header-name',
}

const withValue = new Set(
  'user-agent cookie cookie-jar data data-ascii data-raw data-binary data-urlencode json dump-header referer form header max-time output upload-file user write-out proxy request connect-timeout retry retry-delay retry-max-time noproxy resolve url interface max-redirs limit-rate cacert cert key connect-to output-dir speed-limit speed-time expect100-timeout keepalive-time ciphers range'.split(
    ' ',
  ),
)
const plain = new Set(
  'http1.0 http1.1 http2 ipv4 ipv6 progress-bar fail fail-with-body fail-early get help include head insecure location location-trusted no-buffer remote-name remote-name-all disable remote-time silent show-error verbose version parallel remote-header-name compressed retry-all-errors retry-connrefused no-progress-meter create-dirs globoff junk-session-cookies tlsv1.2 tlsv1.3 no-keepalive tcp-nodelay anyauth basic path-as-is'.split(
    ' ',
  ),
)

export function curlOptions(args: readonly string[]): CurlOptions {
  const flags = new Map<string, string[]>()
  const urls: string[] = []
  const put = (name: string, value: string): void => {
    if (name === 'url') urls.push(value)
    else flags.set(name, [...(flags.get(name) ?? []), value])
  }
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg.startsWith('--') && arg.length > 2) {
      const name = arg.slice(2)
      if (withValue.has(name)) {
        const value = args[++i]
        if (value === undefined) return { flags, urls, wrong: `${arg}: requires parameter` }
        put(name, value)
      } else if (plain.has(name)) put(name, '')
      else return { flags, urls, wrong: `${arg}: is unknown` }
    } else if (arg.startsWith('-') && arg.length > 1) {
      for (let at = 1; at < arg.length; at++) {
        const name = shortNames[arg.charAt(at)]
        if (name === undefined) return { flags, urls, wrong: `-${arg.charAt(at)}: is unknown` }
        if (!withValue.has(name)) {
          put(name, '')
          continue
        }
        const value = arg.slice(at + 1) || args[++i]
        if (value === undefined)
          return { flags, urls, wrong: `-${arg.charAt(at)}: requires parameter` }
        put(name, value)
        break
      }
    } else urls.push(arg)
  }
  return { flags, urls }
}
