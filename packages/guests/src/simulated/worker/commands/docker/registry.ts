import { stableHex } from '../../../stable-hash.ts'
import type { Call } from '../call.ts'
import { options } from '../call.ts'
import { httpRequest, portOf, type HttpFailure } from '../web/http-client.ts'
import { DockerError } from './container.ts'
import type { Engine } from './engine.ts'
import { imageDigest, registryImages, type ImageFacts } from './images.ts'
import { saveImages } from './state.ts'

/** The daemon's patience with a registry, in seconds. */
const patience = 15

/** `nginx`, `library/nginx:1.22`, `docker.io/nginx`. */
export function parseReference(typed: string): { name: string; tag: string; registry: string } {
  const [, path = typed, tag = 'latest'] = /^(.*?)(?::([^:/]+))?$/.exec(typed) ?? []
  const [first = ''] = path.split('/')
  const hasRegistry = path.includes('/') && /[.:]|^localhost$/.test(first)
  const registry = hasRegistry && first !== 'docker.io' ? first : 'registry-1.docker.io'
  const name = (hasRegistry ? path.slice(first.length + 1) : path).replace(/^library\//, '')
  return { name, tag, registry }
}

async function failureText(call: Call, url: URL, { failure }: HttpFailure): Promise<string> {
  const [server = ''] = await call.machine.network.nameServers()
  const said = `Get "${url.href}": `
  if (failure === 'unknown-host')
    return `${said}dial tcp: lookup ${url.hostname} on ${server}:53: no such host`
  if (failure === 'resolver-timed-out')
    return `${said}dial tcp: lookup ${url.hostname} on ${server}:53: read udp ${call.machine.network.addresses[0]}:41324->${server}:53: i/o timeout`
  if (failure === 'timed-out' || failure === 'gave-up' || failure === 'over-time')
    return `${said}net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`
  const found = await call.machine.network.resolve(url.hostname)
  const address = 'unreachable' in found ? url.hostname : (found[0] ?? url.hostname)
  const reason = failure === 'no-route' ? 'network is unreachable' : 'connection refused'
  return failure === 'refused' || failure === 'no-route'
    ? `${said}dial tcp ${address}:${portOf(url)}: connect: ${reason}`
    : `${said}EOF`
}

/** Asks a registry for something; answers its status. */
async function ask(call: Call, typed: string, authorization?: string): Promise<number> {
  const url = new URL(typed)
  const reply = await httpRequest(call, {
    method: 'GET',
    url,
    headers: [
      ['Host', url.host],
      ['User-Agent', 'docker/25.0.13'],
      ...(authorization === undefined ? [] : ([['Authorization', authorization]] as const)),
    ],
    connectSeconds: patience,
    totalSeconds: patience,
  })
  if ('failure' in reply) throw new DockerError(await failureText(call, url, reply))
  reply.message.resume()
  return reply.status
}

/** Brings an image from the registry: the way there is the guest's, what comes is the catalogue's. */
export async function pull(
  call: Call,
  engine: Engine,
  typed: string,
  say: (text: string) => Promise<void>,
): Promise<ImageFacts> {
  const { name, tag, registry } = parseReference(typed)
  const status = await ask(call, `https://${registry}/v2/`)
  if (status !== 200 && status !== 401)
    throw new DockerError(`received unexpected HTTP status: ${status}`)
  const hub = registry === 'registry-1.docker.io'
  if (hub) await ask(call, `https://auth.docker.io/token?scope=repository:library/${name}:pull`)
  const image = hub ? registryImages.find((one) => one.name === name) : undefined
  if (!image)
    throw new DockerError(
      `pull access denied for ${typed.replace(/:[^:/]+$/, '')}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
    )
  if (!image.tags.includes(tag))
    throw new DockerError(
      `manifest for ${name}:${tag} not found: manifest unknown: manifest unknown`,
    )
  await say(`${tag}: Pulling from library/${name}\n`)
  const known = engine.images.some((one) => one.name === name && one.tag === tag)
  if (!known) {
    await call.machine.outside.sleep(500 + image.bytes / 50_000, call.signal)
    for (let layer = 0; layer < image.layers; layer++)
      await say(`${stableHex(12, 'docker-layer', name, String(layer))}: Pull complete\n`)
    engine.images = [...engine.images, { name, tag }]
    saveImages(engine.machine.vfs, engine.images)
  }
  await say(
    `Digest: ${imageDigest(image)}\nStatus: ${known ? 'Image is up to date for' : 'Downloaded newer image for'} ${name}:${tag}\n`,
  )
  return image
}

/** The registry itself says whether the credentials are good. */
export async function login(call: Call): Promise<number> {
  const { flags, operands } = options(call.args.slice(1), 'up', ['username', 'password'])
  const [registry] = operands
  const user = flags.get('u') ?? flags.get('username')
  const piped = flags.has('password-stdin')
  const password = piped
    ? (await call.readAll()).toString().trimEnd()
    : (flags.get('p') ?? flags.get('password'))
  if (user === undefined || password === undefined)
    return call
      .err(
        'docker login asks for nothing in a simulated guest: give --username and --password-stdin\n',
      )
      .then(() => 1)
  if (!piped)
    await call.err('WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n')
  const basic = Buffer.from(`${user}:${password}`).toString('base64')
  const url = registry === undefined ? 'https://auth.docker.io/token' : `https://${registry}/v2/`
  const status = await ask(call, url, `Basic ${basic}`)
  if (status !== 200)
    throw new DockerError(`Get "${url}": unauthorized: incorrect username or password`, 1)
  const home = call.env.get('HOME') ?? '/root'
  const key = registry ?? 'https://index.docker.io/v1/'
  call.vfs.makeDirectories(`${home}/.docker`, call.cred, 0o700)
  call.vfs.writeFile(
    `${home}/.docker/config.json`,
    `${JSON.stringify({ auths: { [key]: { auth: basic } } }, undefined, '\t')}\n`,
    call.cred,
    0o600,
  )
  await call.err(
    `WARNING! Your password will be stored unencrypted in ${home}/.docker/config.json.\nConfigure a credential helper to remove this warning. See\nhttps://docs.docker.com/engine/reference/commandline/login/#credentials-store\n\n`,
  )
  await call.out('Login Succeeded\n')
  return 0
}
