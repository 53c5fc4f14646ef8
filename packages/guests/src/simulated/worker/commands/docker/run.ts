import { NullFile, type OpenFile } from '../../system/open-file.ts'
import type { Call } from '../call.ts'
import { DockerError, type Container } from './container.ts'
import type { Engine } from './engine.ts'
import { parseReference, pull } from './registry.ts'
import { registryImages } from './images.ts'
import { dockerRoot, type Mount, type PublishedPort } from './state.ts'

export interface RunOptions {
  /** Every value given for an option, by its long name. */
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly words: readonly string[]
}

/** Options up to the first operand; `letters` and `withValue` say which there are, and undefined comes for others. */
export function readOptions(
  args: readonly string[],
  letters: Readonly<Record<string, string>>,
  withValue: readonly string[],
  plain: readonly string[],
): RunOptions {
  const values = new Map<string, string[]>()
  const rest = [...args]
  const take = (name: string, value: string | undefined): void => {
    if (!withValue.includes(name) && !plain.includes(name))
      throw new DockerError(`option --${name} is not supported in a simulated guest`)
    const given = withValue.includes(name) ? (value ?? rest.shift() ?? '') : (value ?? 'true')
    values.set(name, [...(values.get(name) ?? []), given])
  }
  while (rest[0]?.startsWith('-') && rest[0] !== '-') {
    const arg = rest.shift() ?? ''
    if (arg === '--') break
    if (arg.startsWith('--')) {
      const [name = '', value] = arg.slice(2).split(/=(.*)/s)
      take(name, value)
      continue
    }
    for (let at = 1; at < arg.length; at++) {
      const name = letters[arg.charAt(at)] ?? arg.charAt(at)
      const takes = withValue.includes(name)
      const value = takes ? arg.slice(at + 1).replace(/^=/, '') : ''
      take(name, value === '' ? undefined : value)
      if (takes) break
    }
  }
  return { values, words: rest }
}

const runLetters = {
  d: 'detach',
  p: 'publish',
  e: 'env',
  i: 'interactive',
  t: 'tty',
  v: 'volume',
  w: 'workdir',
  h: 'hostname',
}
const runValues = ['publish', 'name', 'env', 'volume', 'workdir', 'hostname', 'restart']
const runPlain = ['detach', 'interactive', 'tty', 'rm']

function portOf(typed: string, call: Call): PublishedPort {
  const [, address = '0.0.0.0', host, container = '', protocol = 'tcp'] =
    /^(?:(\d+\.\d+\.\d+\.\d+):)?(?:(\d*):)?(\d+)(?:\/(\w+))?$/.exec(typed) ?? []
  if (container === '' || Number(container) > 65_535 || Number(host) > 65_535)
    throw new DockerError(`invalid publish opts format (should be name=value but got '${typed}')`)
  if (protocol !== 'tcp')
    throw new DockerError(`publishing ${protocol} ports is not supported in a simulated guest`)
  let free = 32_768
  while (call.machine.network.ports.includes(`tcp/${free}`)) free++
  return { address, host: host ? Number(host) : free, container: Number(container) }
}

function mountOf(typed: string, call: Call): Mount {
  const [source = '', target, mode] = typed.split(':')
  const isKnown = mode === undefined || /^(?:ro|rw|z|Z)(?:,(?:ro|rw|z|Z))*$/.test(mode)
  if (target === undefined || !target.startsWith('/') || !isKnown)
    throw new DockerError(
      `-v ${typed} is not supported in a simulated guest: give <directory or volume>:<absolute path>`,
    )
  if (source.startsWith('/')) return { source, target }
  if (source.startsWith('.')) return { source: call.absolute(source), target }
  return { source: `${dockerRoot}/volumes/${source}/_data`, target, volume: source }
}

const adjectives = ['brave', 'clever', 'eager', 'gallant', 'keen', 'modest', 'quirky', 'serene']
const surnames = [
  'curie',
  'hopper',
  'lamport',
  'lovelace',
  'noether',
  'ritchie',
  'turing',
  'yonath',
]

function hex(call: Call, bytes: number): string {
  return Buffer.from(call.machine.randomBytes(bytes)).toString('hex')
}

async function create(call: Call, engine: Engine, options: RunOptions): Promise<Container> {
  const [typed = '', ...command] = options.words
  const all = (name: string): readonly string[] => options.values.get(name) ?? []
  const one = (name: string): string | undefined => all(name).at(-1)
  const reference = parseReference(typed)
  const known = engine.images.some(
    (has) => has.name === reference.name && has.tag === reference.tag,
  )
  let image = registryImages.find((has) => has.name === reference.name)
  if (!known || !image) {
    const shown = /:[^/]+$/.test(typed) ? typed : `${typed}:latest`
    await call.err(`Unable to find image '${shown}' locally\n`)
    image = await pull(call, engine, typed, (text) => call.err(text))
  }
  const id = hex(call, 32)
  const random = call.machine.randomBytes(2)
  const any = (list: readonly string[], at: number): string =>
    list[(random[at] ?? 0) % list.length] ?? ''
  const env = all('env').flatMap((line) => {
    if (line.includes('=')) return [line]
    const own = call.env.get(line)
    return own === undefined ? [] : [`${line}=${own}`]
  })
  return engine.create(
    {
      id,
      name: one('name') ?? `${any(adjectives, 0)}_${any(surnames, 1)}_${id.slice(0, 4)}`,
      image: `${reference.name}:${reference.tag}`,
      command: command.length > 0 ? command : image.command,
      env: [...(image.env ?? []), ...env],
      ports: all('publish').map((port) => portOf(port, call)),
      mounts: all('volume').map((mount) => mountOf(mount, call)),
      workingDirectory: one('workdir') ?? '/',
      hostname: one('hostname') ?? id.slice(0, 12),
      tty: all('tty').length > 0,
      autoRemove: all('rm').length > 0,
      restart: one('restart') ?? 'no',
      createdMs: await call.machine.outside.freshNow(),
      status: 'created',
      exitCode: 0,
      startedMs: 0,
      finishedMs: 0,
      stoppedByHand: false,
      pid: 0,
    },
    image,
  )
}

/** The client waits; keys of its terminal reach what runs in the container by themselves. */
export function leaveSignals(call: Call, container: Container): void {
  call.process.onSignal = (signal) => {
    if (signal === 15 || signal === 1) container.process?.deliver(15)
    return signal !== 9
  }
}

export async function run(call: Call, engine: Engine): Promise<number> {
  const options = readOptions(call.args.slice(1), runLetters, runValues, runPlain)
  if (options.words.length === 0)
    return call
      .err(
        `"docker run" requires at least 1 argument.\nSee 'docker run --help'.\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nCreate and run a new container from an image\n`,
      )
      .then(() => 1)
  const has = (name: string): boolean => options.values.has(name)
  const terminal = call.files.get(0)?.tty !== undefined
  if (has('tty') && has('interactive') && !has('detach') && !terminal)
    return call.err('the input device is not a TTY\n').then(() => 1)
  const container = await create(call, engine, options)
  if (has('detach')) {
    await engine.start(container)
    await call.out(`${container.state.id}\n`)
    return 0
  }
  leaveSignals(call, container)
  await engine.start(container, {
    watcher: { process: call.process, files: call.files, input: has('interactive') },
  })
  return container.ended
}

export async function execute(call: Call, engine: Engine): Promise<number> {
  const { values, words } = readOptions(
    call.args.slice(1),
    { e: 'env', i: 'interactive', t: 'tty', w: 'workdir' },
    ['env', 'workdir'],
    ['interactive', 'tty'],
  )
  const [name = '', ...command] = words
  if (command.length === 0)
    return call
      .err(
        `"docker exec" requires at least 2 arguments.\nSee 'docker exec --help'.\n\nUsage:  docker exec [OPTIONS] CONTAINER COMMAND [ARG...]\n\nExecute a command in a running container\n`,
      )
      .then(() => 1)
  if (values.has('tty') && values.has('interactive') && call.files.get(0)?.tty === undefined)
    return call.err('the input device is not a TTY\n').then(() => 1)
  const container = engine.find(name)
  const input = values.has('interactive') ? call.files.get(0)?.share() : undefined
  const files: OpenFile[] = [input ?? new NullFile()]
  for (const fd of [1, 2]) files.push(call.files.get(fd)?.share() ?? new NullFile())
  call.process.onSignal = (signal) => signal === 2 || signal === 3
  const cwd = values.get('workdir')?.at(-1)
  return engine.execute(container, command, {
    parent: call.process,
    files,
    env: values.get('env') ?? [],
    ...(cwd === undefined ? {} : { cwd }),
  })
}
