import { createChance, type Chance } from '@brume/clock'
import type {
  GuestHost,
  GuestHttpRequest,
  GuestHttpResponse,
  GuestUnreachable,
} from '@brume/guests'
import type { Context } from '../engine/context.ts'
import type { Engine } from '../engine/engine.ts'
import type { GuestTarget } from '../host.ts'
import { instances, type InstanceRecord } from '../services/ec2/instances/instance.ts'
import type { MetadataCounts } from './metadata-counts.ts'
import { createMetadataTokens, type MetadataTokens } from './metadata-tokens.ts'
import { dynamicTree, metadataTree, type Tree } from './metadata-tree.ts'
import { prepareSigningIdentity } from './signing-identity.ts'

const metadataHost = '169.254.169.254'
/** As a URL has it. */
const metadataHost6 = '[fd00:ec2::254]'
/** Every version here tells what the latest tells. */
const versions =
  '1.0 2007-01-19 2007-03-01 2007-08-29 2007-10-10 2007-12-15 2008-02-01 2008-09-01 2009-04-04 2011-01-01 2011-05-01 2012-01-12 2014-02-25 2014-11-05 2015-10-20 2016-04-19 2016-06-30 2016-09-02 2018-03-28 2018-08-17 2018-09-24 2019-10-01 2020-10-27 2021-01-03 2021-03-23 2021-07-15 2022-09-24 2024-04-11 latest'.split(
    ' ',
  )
const maxTtlSeconds = 21_600

/** What guests fetch: the instance metadata service (v1 and v2), answered from the records. */
export function createGuestFetch(
  engine: Engine,
  counts?: Pick<MetadataCounts, 'note'>,
): (target: GuestTarget) => GuestHost['fetch'] {
  const tokens = createMetadataTokens()
  return (target) => {
    let chance: Chance | undefined
    return async (request) => {
      const { account, region, instanceId } = target
      const { seed } = engine.world(account)
      chance ??= createChance(`${seed}/metadata/${account}/${region}/${instanceId}`)
      if (/\/instance-identity\/|\/managed-ssh-keys\//.test(request.url)) {
        await prepareSigningIdentity(engine, target)
      }
      return fetch(target, request, chance)
    }
  }

  function fetch(
    target: GuestTarget,
    request: GuestHttpRequest,
    chance: Chance,
  ): GuestHttpResponse | GuestUnreachable {
    const url = URL.canParse(request.url) ? new URL(request.url) : undefined
    const overIpv6 = url?.hostname === metadataHost6
    if (url?.hostname !== metadataHost && !overIpv6) {
      return { unreachable: url && /^[\d.]+$/.test(url.hostname) ? 'timed-out' : 'unknown-host' }
    }
    return engine.transact(target, (ctx) => {
      const instance = ctx.db.get(instances, target.instanceId)
      if (!instance) return refuse(403)
      const { httpEndpoint, httpProtocolIpv6 } = instance.metadataOptions
      // Nobody is there unless it was switched on.
      if (overIpv6 && httpProtocolIpv6 !== 'enabled') return { unreachable: 'timed-out' }
      if (httpEndpoint === 'disabled') return refuse(403)
      return answer(ctx, instance, { tokens, chance, counts }, request, url.pathname)
    })
  }
}

interface AnswerParts {
  readonly tokens: MetadataTokens
  readonly chance: Chance
  readonly counts: Pick<MetadataCounts, 'note'> | undefined
}

function answer(
  ctx: Context,
  instance: InstanceRecord,
  { tokens, chance, counts }: AnswerParts,
  request: GuestHttpRequest,
  path: string,
): GuestHttpResponse | GuestUnreachable {
  const headers = new Map(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const key = `${ctx.account}/${ctx.region}/${instance.id}`
  if (path.replace(/\/$/, '') === '/latest/api/token') {
    if (request.method !== 'PUT') return refuse(405)
    // A forwarded request comes from outside the instance.
    if (headers.has('x-forwarded-for')) return refuse(403)
    if (1 + (request.hops ?? 0) > instance.metadataOptions.httpPutResponseHopLimit) {
      return { unreachable: 'timed-out' }
    }
    const ttl = Number(headers.get('x-aws-ec2-metadata-token-ttl-seconds'))
    if (!Number.isInteger(ttl) || ttl < 1 || ttl > maxTtlSeconds) return refuse(400)
    const token = tokens.issue(key, ttl, ctx.now, chance)
    return text(200, token, { 'x-aws-ec2-metadata-token-ttl-seconds': String(ttl) })
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
  const token = headers.get('x-aws-ec2-metadata-token')
  const allowed =
    token === undefined
      ? instance.metadataOptions.httpTokens === 'optional'
      : tokens.isValid(key, token, ctx.now)
  if (token === undefined) counts?.note(key, allowed)
  if (!allowed) return refuse(401)
  const found = look(ctx, instance, path)
  return found === undefined ? refuse(404) : text(200, request.method === 'HEAD' ? '' : found)
}

function look(ctx: Context, instance: InstanceRecord, path: string): string | undefined {
  const parts = path.split('/').filter((part) => part !== '')
  const [version, ...rest] = parts.map(decode)
  if (parts.length > 0 && version === undefined) return undefined
  if (version === undefined) return versions.join('\n')
  if (!versions.includes(version)) return undefined
  const root: Tree = {
    dynamic: dynamicTree(ctx, instance),
    'meta-data': metadataTree(ctx, instance),
    ...(instance.userData && {
      'user-data': () => Buffer.from(instance.userData ?? '', 'base64').toString('latin1'),
    }),
  }
  // The topmost folders alone are listed without a slash.
  return rest.length === 0 ? Object.keys(root).join('\n') : walk(root, rest)
}

/** What is no text when decoded names nothing. */
function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/** The value at a path, or the names in the folder there, folders with a slash. */
function walk(root: Tree, path: readonly (string | undefined)[]): string | undefined {
  let at: Tree = root
  for (const [index, name] of path.entries()) {
    const next = name !== undefined && Object.hasOwn(at, name) ? at[name] : undefined
    if (next === undefined) return undefined
    if (typeof next === 'function') return index === path.length - 1 ? next() : undefined
    at = next
  }
  return Object.entries(at)
    .filter(([name]) => !/^\d+$/.test(name) || !Object.keys(at).some((key) => key.startsWith('0=')))
    .map(([name, child]) => (typeof child === 'function' || name.includes('=') ? name : `${name}/`))
    .join('\n')
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Not Allowed',
}

function refuse(status: number): GuestHttpResponse {
  const title = `${status} - ${titles[status] ?? ''}`
  return text(
    status,
    `<?xml version="1.0" encoding="iso-8859-1"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"\n\t"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">\n <head>\n  <title>${title}</title>\n </head>\n <body>\n  <h1>${title}</h1>\n </body>\n</html>\n`,
    { 'content-type': 'text/html' },
  )
}

function text(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): GuestHttpResponse {
  return {
    status,
    headers: { 'content-type': 'text/plain', server: 'EC2ws', ...headers },
    body: new Uint8Array(Buffer.from(body, 'latin1')),
  }
}
