import type { Call } from '../call.ts'
import { options } from '../call.ts'
import { DockerError, type Container } from './container.ts'
import type { Engine } from './engine.ts'
import { imageDigest, imageId, imageMadeMs, registryImages } from './images.ts'
import { parseReference } from './registry.ts'
import { containerLog, containerRoot } from './state.ts'

/** As docker's tables are: three blanks between, ten columns at least. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(10, ...rows.map((row) => (row[at] ?? '').length + 3)),
  )
  return rows
    .map(
      (row) =>
        `${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('')}\n`,
    )
    .join('')
}

/** `About a minute`, as docker says how long something is. */
export function duration(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  if (seconds < 1) return 'Less than a second'
  if (seconds < 2) return '1 second'
  if (seconds < 60) return `${seconds} seconds`
  const minutes = Math.floor(seconds / 60)
  if (minutes === 1) return 'About a minute'
  if (minutes < 60) return `${minutes} minutes`
  const hours = Math.round(minutes / 60)
  if (hours === 1) return 'About an hour'
  if (hours < 48) return `${hours} hours`
  const days = Math.floor(hours / 24)
  if (days < 14) return `${days} days`
  if (days < 60) return `${Math.floor(days / 7)} weeks`
  return days < 730 ? `${Math.floor(days / 30)} months` : `${Math.floor(days / 365)} years`
}

/** `{{.State.Running}}` and `{{json .}}`; what else Go's templates can is not there. */
export function fill(template: string, value: unknown): string {
  return template.replaceAll(
    /\{\{\s*(json\s+)?\.([\w.]*)\s*\}\}|\{\{.*?\}\}/g,
    (whole, json: string | undefined, path: string | undefined) => {
      if (path === undefined)
        throw new DockerError(`the template ${whole} is not supported in a simulated guest`, 1)
      let found = value
      for (const name of path.split('.').filter(Boolean))
        found =
          typeof found === 'object' && found !== null
            ? new Map<string, unknown>(Object.entries(found)).get(name)
            : undefined
      if (json !== undefined || typeof found === 'object') return JSON.stringify(found)
      return found === undefined ? '<no value>' : String(found)
    },
  )
}

function statusOf({ state }: Container, now: number): string {
  if (state.status === 'created') return 'Created'
  if (state.status === 'running') return `Up ${duration(now - state.startedMs)}`
  return `Exited (${state.exitCode}) ${duration(now - state.finishedMs)} ago`
}

function commandOf({ state }: Container): string {
  return state.command.map((word) => (/\s/.test(word) ? `'${word}'` : word)).join(' ')
}

function portsOf(engine: Engine, container: Container): string {
  const { state } = container
  if (state.status !== 'running') return ''
  const { port } = engine.imageOf(container)
  const published = state.ports.map((one) => `${one.address}:${one.host}->${one.container}/tcp`)
  const exposed = port !== undefined && !state.ports.some((one) => one.container === port)
  return [...published, ...(exposed ? [`${port}/tcp`] : [])].join(', ')
}

function shownImage(image: string): string {
  return image.replace(/:latest$/, '')
}

export async function ps(call: Call, engine: Engine): Promise<number> {
  const { flags } = options(call.args.slice(1), 'n', ['format'])
  if (flags.has('filter') || flags.has('f') || flags.has('n'))
    throw new DockerError('ps --filter and -n are not supported in a simulated guest', 1)
  const now = await call.machine.outside.freshNow()
  const all = flags.has('a') || flags.has('all')
  const shown = engine.containers
    .filter(({ state }) => all || state.status === 'running')
    .toSorted((a, b) => b.state.createdMs - a.state.createdMs)
  const rows = shown.map((one) => {
    const command = commandOf(one)
    return {
      ID: flags.has('no-trunc') ? one.state.id : one.state.id.slice(0, 12),
      Image: shownImage(one.state.image),
      Command: `"${command.length > 20 && !flags.has('no-trunc') ? `${command.slice(0, 19)}…` : command}"`,
      CreatedAt: `${duration(now - one.state.createdMs)} ago`,
      Status: statusOf(one, now),
      Ports: portsOf(engine, one),
      Names: one.state.name,
    }
  })
  const format = flags.get('format')
  if (flags.has('q')) await call.out(rows.map(({ ID }) => `${ID}\n`).join(''))
  else if (format !== undefined)
    await call.out(rows.map((row) => `${fill(format.replace(/^table /, ''), row)}\n`).join(''))
  else
    await call.out(
      table([
        ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'],
        ...rows.map((row) => Object.values(row)),
      ]),
    )
  return 0
}

function size(bytes: number): string {
  const [amount, unit] = bytes >= 1e6 ? [bytes / 1e6, 'MB'] : [bytes / 1e3, 'kB']
  return `${Number(amount.toPrecision(3))}${unit}`
}

export async function images(call: Call, engine: Engine): Promise<number> {
  const { flags, operands } = options(call.args.slice(1))
  const now = await call.machine.outside.freshNow()
  const rows = engine.images
    .filter(({ name }) => operands[0] === undefined || operands[0].split(':')[0] === name)
    .flatMap(({ name, tag }) => {
      const image = registryImages.find((one) => one.name === name)
      if (!image) return []
      const made = `${duration(now - imageMadeMs)} ago`
      return [[name, tag, imageId(image).slice(0, 12), made, size(image.bytes)]]
    })
  if (flags.has('q')) await call.out(rows.map((row) => `${row[2]}\n`).join(''))
  else await call.out(table([['REPOSITORY', 'TAG', 'IMAGE ID', 'CREATED', 'SIZE'], ...rows]))
  return 0
}

function iso(ms: number): string {
  return ms === 0 ? '0001-01-01T00:00:00Z' : new Date(ms).toISOString()
}

function describe(engine: Engine, container: Container): unknown {
  const { state } = container
  const address = container.machine?.network.addresses[0] ?? ''
  const bindings = Object.fromEntries(
    state.ports.map((one) => [
      `${one.container}/tcp`,
      [{ HostIp: one.address, HostPort: String(one.host) }],
    ]),
  )
  const gateway = address === '' ? '' : '172.17.0.1'
  return {
    Id: state.id,
    Created: iso(state.createdMs),
    Path: state.command[0] ?? '',
    Args: state.command.slice(1),
    State: {
      Status: state.status,
      Running: state.status === 'running',
      Pid: state.pid,
      ExitCode: state.exitCode,
      StartedAt: iso(state.startedMs),
      FinishedAt: iso(state.finishedMs),
    },
    Image: `sha256:${imageId(engine.imageOf(container))}`,
    LogPath: containerLog(state.id),
    Name: `/${state.name}`,
    HostConfig: {
      Binds: state.mounts.map(({ source, target, volume }) => `${volume ?? source}:${target}`),
      PortBindings: bindings,
      RestartPolicy: { Name: state.restart, MaximumRetryCount: 0 },
      AutoRemove: state.autoRemove,
    },
    GraphDriver: { Name: 'overlay2', Data: { MergedDir: containerRoot(state.id) } },
    Mounts: state.mounts.map(({ source, target, volume }) => ({
      Type: volume === undefined ? 'bind' : 'volume',
      ...(volume === undefined ? {} : { Name: volume }),
      Source: source,
      Destination: target,
      RW: true,
    })),
    Config: {
      Hostname: state.hostname,
      Tty: state.tty,
      Env: state.env,
      Cmd: state.command,
      Image: shownImage(state.image),
      WorkingDir: state.workingDirectory === '/' ? '' : state.workingDirectory,
    },
    NetworkSettings: {
      Ports: container.machine ? bindings : {},
      Gateway: gateway,
      IPAddress: address,
      Networks: { bridge: { Gateway: gateway, IPAddress: address } },
    },
  }
}

function describeImage(call: Call, engine: Engine, typed: string): unknown {
  const { name, tag } = parseReference(typed)
  const image = registryImages.find((one) => one.name === name)
  if (!image || !engine.images.some((one) => one.name === name && one.tag === tag)) return undefined
  return {
    Id: `sha256:${imageId(image)}`,
    RepoTags: [`${name}:${tag}`],
    RepoDigests: [`${name}@${imageDigest(image)}`],
    Created: iso(imageMadeMs),
    Config: {
      Env: image.env ?? [],
      Cmd: image.command,
      ExposedPorts: image.port === undefined ? {} : { [`${image.port}/tcp`]: {} },
    },
    Architecture: call.machine.spec.architecture === 'arm64' ? 'arm64' : 'amd64',
    Os: 'linux',
    Size: image.bytes,
  }
}

export async function inspect(call: Call, engine: Engine): Promise<number> {
  const { flags, operands } = options(call.args.slice(1), 'f', ['format'])
  const format = flags.get('f') ?? flags.get('format')
  const found: unknown[] = []
  let status = 0
  const missing: string[] = []
  for (const name of operands) {
    const container = engine.containers.find(
      ({ state }) => state.name === name || state.id.startsWith(name),
    )
    const value = container ? describe(engine, container) : describeImage(call, engine, name)
    if (value === undefined) missing.push(name)
    else found.push(value)
  }
  if (format === undefined) await call.out(`${JSON.stringify(found, undefined, 4)}\n`)
  else for (const value of found) await call.out(`${fill(format, value)}\n`)
  for (const name of missing) {
    await call.err(`Error: No such object: ${name}\n`)
    status = 1
  }
  return status
}
