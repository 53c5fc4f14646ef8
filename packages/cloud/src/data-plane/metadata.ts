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
import { networkInterfaces } from '../services/ec2/network-interfaces/network-interface.ts'
import { createMetadataTokens, type MetadataTokens } from './metadata-tokens.ts'
import { isoSeconds, json } from './metadata-text.ts'
import { metadataTree, type Tree } from './metadata-tree.ts'

const metadataHost = '169.254.169.254'
const versions = ['1.0', '2007-01-19', '2009-04-04', '2021-03-23', '2024-10-08', 'latest']
const maxTtlSeconds = 21_600

/** What guests fetch: the instance metadata service (v1 and v2), answered from the records. */
export function createGuestFetch(engine: Engine): (target: GuestTarget) => GuestHost['fetch'] {
  const tokens = createMetadataTokens()
  return (target) => {
    let chance: Chance | undefined
    return (request) => {
      const { account, region, instanceId } = target
      const { seed } = engine.world(account)
      chance ??= createChance(`${seed}/metadata/${account}/${region}/${instanceId}`)
      return Promise.resolve(fetch(target, request, chance))
    }
  }

  function fetch(
    target: GuestTarget,
    request: GuestHttpRequest,
    chance: Chance,
  ): GuestHttpResponse | GuestUnreachable {
    const url = URL.canParse(request.url) ? new URL(request.url) : undefined
    if (url?.hostname !== metadataHost) {
      return { unreachable: url && /^[\d.]+$/.test(url.hostname) ? 'timed-out' : 'unknown-host' }
    }
    return engine.transact(target, (ctx) => {
      const instance = ctx.db.get(instances, target.instanceId)
      if (!instance || instance.metadataOptions.httpEndpoint === 'disabled') return refuse(403)
      return answer(ctx, instance, { tokens, chance }, request, url.pathname)
    })
  }
}

function answer(
  ctx: Context,
  instance: InstanceRecord,
  { tokens, chance }: { readonly tokens: MetadataTokens; readonly chance: Chance },
  request: GuestHttpRequest,
  path: string,
): GuestHttpResponse {
  const headers = new Map(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const key = `${ctx.account}/${ctx.region}/${instance.id}`
  if (path.replace(/\/$/, '') === '/latest/api/token') {
    if (request.method !== 'PUT') return refuse(405)
    // A forwarded request comes from outside the instance.
    if (headers.has('x-forwarded-for')) return refuse(403)
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
  if (!allowed) return refuse(401)
  const found = look(ctx, instance, path)
  return found === undefined ? refuse(404) : text(200, found)
}

function look(ctx: Context, instance: InstanceRecord, path: string): string | undefined {
  const [version, ...rest] = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent)
  if (version === undefined) return versions.join('\n')
  if (!versions.includes(version)) return undefined
  const root: Tree = {
    dynamic: {
      'instance-identity': { document: () => json(identityDocument(ctx, instance)) },
    },
    'meta-data': metadataTree(ctx, instance),
    ...(instance.userData && {
      'user-data': () => Buffer.from(instance.userData ?? '', 'base64').toString('latin1'),
    }),
  }
  return walk(root, rest)
}

/** The value at a path, or the names in the folder there, folders with a slash. */
function walk(root: Tree, path: readonly string[]): string | undefined {
  let at: Tree = root
  for (const [index, name] of path.entries()) {
    const next = Object.hasOwn(at, name) ? at[name] : undefined
    if (next === undefined) return undefined
    if (typeof next === 'function') return index === path.length - 1 ? next() : undefined
    at = next
  }
  return Object.entries(at)
    .filter(([name]) => !/^\d+$/.test(name) || !Object.keys(at).some((key) => key.startsWith('0=')))
    .map(([name, child]) => (typeof child === 'function' || name.includes('=') ? name : `${name}/`))
    .join('\n')
}

function identityDocument(ctx: Context, instance: InstanceRecord): unknown {
  const [primary] = ctx.db.by(networkInterfaces, 'instance', instance.id)
  return {
    accountId: ctx.account,
    architecture: instance.architecture,
    availabilityZone: instance.availabilityZone,
    billingProducts: null,
    devpayProductCodes: null,
    marketplaceProductCodes: instance.productCodes.length
      ? instance.productCodes.map(({ id }) => id)
      : null,
    imageId: instance.imageId,
    instanceId: instance.id,
    instanceType: instance.instanceType,
    kernelId: null,
    pendingTime: isoSeconds(instance.launchTime),
    privateIp: primary?.privateIpAddress,
    ramdiskId: null,
    region: ctx.region,
    version: '2017-09-30',
  }
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
