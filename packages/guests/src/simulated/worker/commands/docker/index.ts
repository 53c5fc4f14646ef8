import type { Call, Program } from '../call.ts'
import { options } from '../call.ts'
import { dockerd, dockerHello } from './dockerd.ts'
import { DockerError } from './container.ts'
import { engineOf, type Engine } from './engine.ts'
import { images, inspect, ps } from './listing.ts'
import { logs } from './logs.ts'
import { login, parseReference, pull } from './registry.ts'
import { removeImages } from './remove-images.ts'
import { execute, leaveSignals, run } from './run.ts'
import { clientVersion, info, version } from './version.ts'

type Command = (call: Call, engine: Engine) => Promise<number>

/** Does something with each container that is named, and says its name. */
function each(
  letters: string,
  action: (engine: Engine, name: string, flags: ReadonlyMap<string, string>) => Promise<void>,
): Command {
  return async (call, engine) => {
    const { flags, operands } = options(call.args.slice(1), letters, ['time', 'signal'])
    if (operands.length === 0)
      return call
        .err(
          `"docker ${call.args[0]}" requires at least 1 argument.\nSee 'docker ${call.args[0]} --help'.\n`,
        )
        .then(() => 1)
    let status = 0
    for (const name of operands)
      try {
        await action(engine, name, flags)
        await call.out(`${name}\n`)
      } catch (error) {
        if (!(error instanceof DockerError)) throw error
        await call.err(`Error response from daemon: ${error.message}\n`)
        status = 1
      }
    return status
  }
}

const stop = each('ts', (engine, name, flags) =>
  engine.stop(engine.find(name), Number(flags.get('t') ?? flags.get('time') ?? 10), true),
)

const start: Command = async (call, engine) => {
  const { flags, operands } = options(call.args.slice(1))
  const container = engine.find(operands[0] ?? '')
  if (!flags.has('a') && !flags.has('i'))
    return each('', async (_, name) => {
      const found = engine.find(name)
      if (!found.process) await engine.start(found)
    })(call, engine)
  leaveSignals(call, container)
  const input = flags.has('i')
  if (!container.process)
    await engine.start(container, { watcher: { process: call.process, files: call.files, input } })
  return container.ended
}

const commands: Readonly<Record<string, Command>> = {
  run,
  exec: execute,
  ps,
  images,
  inspect,
  logs,
  info,
  login,
  rmi: removeImages,
  start,
  stop,
  restart: each('t', async (engine, name) => {
    const container = engine.find(name)
    await engine.stop(container, 10, false)
    await engine.start(container)
  }),
  kill: each('s', async (engine, name) => {
    const container = engine.find(name)
    if (!container.process)
      throw new DockerError(
        `cannot kill container: ${name}: container ${container.state.id} is not running`,
        1,
      )
    await engine.stop(container, 0, true, 9)
  }),
  rm: each('', async (engine, name, flags) => {
    const container = engine.find(name)
    if (container.process && !flags.has('f') && !flags.has('force'))
      throw new DockerError(
        `cannot remove container "/${container.state.name}": container is running: stop the container before removing or force remove`,
        1,
      )
    await engine.stop(container, 0, true, 9)
    if (engine.containers.includes(container)) engine.remove(container)
  }),
  pull: async (call, engine) => {
    const [typed = ''] = options(call.args.slice(1)).operands
    if (!/:[^/]+$/.test(typed)) await call.out('Using default tag: latest\n')
    const image = await pull(call, engine, typed, (text) => call.out(text))
    await call.out(`docker.io/library/${image.name}:${parseReference(typed).tag}\n`)
    return 0
  },
}

const beyond =
  'attach build buildx builder checkpoint commit compose config context cp create diff events export history image import load logout manifest network node pause plugin port push rename save search secret service stack stats swarm system tag top trust unpause update volume wait'.split(
    ' ',
  )

/** `docker image ls` and `docker container ls` in their old names. */
function plainWords(args: readonly string[]): string[] {
  const [first = '', second = '', ...rest] = args
  const image: Readonly<Record<string, string>> = {
    ls: 'images',
    list: 'images',
    rm: 'rmi',
    pull: 'pull',
    inspect: 'inspect',
  }
  if (first === 'image' && image[second]) return [image[second], ...rest]
  if (first === 'container' && (second === 'ls' || second === 'list')) return ['ps', ...rest]
  if (first === 'container' && commands[second]) return [second, ...rest]
  if (first === 'system' && second === 'info') return ['info', ...rest]
  return [...args]
}

/** What keeps a caller from the daemon, in docker's words. */
function barred(call: Call, command: string): string | undefined {
  if (!engineOf(call.machine))
    return 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'
  const { users } = call.machine
  const member = [call.cred.gid, ...call.cred.groups].some(
    (gid) => users.groupName(gid) === 'docker',
  )
  if (call.cred.uid === 0 || member) return undefined
  const [verb, path] = {
    ps: ['Get', 'containers/json'],
    images: ['Get', 'images/json'],
    info: ['Get', 'info'],
    version: ['Get', 'version'],
    pull: ['Post', 'images/create'],
    run: ['Post', 'containers/create'],
  }[command] ?? ['Get', 'containers/json']
  const { api } = clientVersion(call)
  return `permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: ${verb} "http://%2Fvar%2Frun%2Fdocker.sock/v${api}/${path}": dial unix /var/run/docker.sock: connect: permission denied`
}

const docker: Program = async (call) => {
  call.args.splice(0, call.args.length, ...plainWords(call.args))
  const [name = ''] = call.args
  if (name === '--version' || name === '-v') {
    const { docker: number, commit } = clientVersion(call)
    return call.out(`Docker version ${number}, build ${commit}\n`).then(() => 0)
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command && name !== 'version') {
    if (name === '' || name === '--help' || name === 'help')
      return call
        .out(
          `\nUsage:  docker [OPTIONS] COMMAND\n\nCommands of a simulated guest: ${Object.keys(commands).sort().join(', ')}, image ls, version\n`,
        )
        .then(() => 0)
    if (beyond.includes(name))
      return call.err(`docker ${name}: not available in a simulated guest\n`).then(() => 1)
    return call
      .err(`docker: '${name}' is not a docker command.\nSee 'docker --help'\n`)
      .then(() => 1)
  }
  const running = name === 'run'
  const wrong = barred(call, name)
  if (name === 'version') return version(call, wrong)
  const engine = engineOf(call.machine)
  if (wrong !== undefined || !engine || !command) {
    const text = running ? `docker: ${wrong}.\nSee 'docker run --help'.\n` : `${wrong}\n`
    return call.err(text).then(() => (running ? 125 : 1))
  }
  try {
    return await command(call, engine)
  } catch (error) {
    if (!(error instanceof DockerError)) throw error
    await call.err(
      running
        ? `docker: Error response from daemon: ${error.message}.\nSee 'docker run --help'.\n`
        : `Error response from daemon: ${error.message}\n`,
    )
    return running || name === 'exec' ? error.status : 1
  }
}

export const dockerPrograms = {
  docker,
  dockerd,
  'docker-hello': dockerHello,
} satisfies Readonly<Record<string, Program>>
