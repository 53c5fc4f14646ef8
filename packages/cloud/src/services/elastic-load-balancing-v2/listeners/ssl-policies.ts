/** What a listener agrees on with its clients. */
export interface SecurityPolicy {
  readonly name: string
  readonly protocols: readonly string[]
  /** As OpenSSL names them, in the order of preference. */
  readonly ciphers: readonly string[]
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const tls13 = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256']
const ciphers12 = [
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES128-SHA256',
  'ECDHE-RSA-AES128-SHA256',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES256-SHA384',
  'ECDHE-RSA-AES256-SHA384',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'AES128-GCM-SHA256',
  'AES128-SHA256',
  'AES128-SHA',
  'AES256-GCM-SHA384',
  'AES256-SHA256',
  'AES256-SHA',
]
const isForward = (cipher: string): boolean => cipher.startsWith('ECDHE')
const isSha1 = (cipher: string): boolean => cipher.endsWith('-SHA')

const all = ciphers12
const noSha1 = all.filter((cipher) => !isSha1(cipher))
const forward = all.filter(isForward)
const forwardNoSha1 = noSha1.filter(isForward)
const restricted = forward.filter((cipher) => cipher.includes('-GCM-'))

const policy = (
  name: string,
  oldest: '1.3' | '1.2' | '1.1' | '1.0',
  ciphers: readonly string[],
): SecurityPolicy => {
  const versions = ['1.3', '1.2', '1.1', '1.0'] as const
  const newest = name.startsWith('TLS13') || name.includes('-PQ-') ? '1.3' : '1.2'
  const range = versions.slice(versions.indexOf(newest), versions.indexOf(oldest) + 1)
  return {
    name: `ELBSecurityPolicy-${name}`,
    protocols: range.map((version) => (version === '1.0' ? 'TLSv1' : `TLSv${version}`)),
    ciphers: newest === '1.3' ? [...tls13, ...ciphers] : ciphers,
  }
}

/** Of the older kind and of the one that also agrees on keys that quantum computers do not break. */
const both = (
  kind: string,
  oldest: '1.3' | '1.2' | '1.0',
  ciphers: readonly string[],
): readonly SecurityPolicy[] => [
  policy(`TLS13-${kind}-2021-06`, oldest, ciphers),
  policy(`TLS13-${kind}-PQ-2025-09`, oldest, ciphers),
]

export const policies: readonly SecurityPolicy[] = [
  ...both('1-3', '1.3', []),
  ...both('1-2', '1.2', forwardNoSha1),
  ...both('1-2-Res', '1.2', restricted),
  ...both('1-2-Ext2', '1.2', all),
  ...both('1-2-Ext1', '1.2', noSha1),
  policy('TLS13-1-1-2021-06', '1.1', all),
  ...both('1-0', '1.0', all),
  policy('TLS-1-2-Ext-2018-06', '1.2', all),
  policy('TLS-1-2-2017-01', '1.2', noSha1),
  policy('TLS-1-1-2017-01', '1.1', all),
  policy('2016-08', '1.0', all),
  policy('2015-05', '1.0', all),
  policy('FS-2018-06', '1.0', forward),
  policy('FS-1-1-2019-08', '1.1', forward),
  policy('FS-1-2-2019-08', '1.2', forward),
  policy('FS-1-2-Res-2019-08', '1.2', forwardNoSha1),
  policy('FS-1-2-Res-2020-10', '1.2', restricted),
]

/** Of listeners that are made by the API without one. */
export const defaultPolicy = 'ELBSecurityPolicy-2016-08'

export function findPolicy(name: string): SecurityPolicy | undefined {
  return policies.find((each) => each.name === name)
}
