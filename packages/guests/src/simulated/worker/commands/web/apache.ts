import { apacheLayout } from './apache-layout.ts'
import { endpointText } from '../../net/addresses.ts'
import { openHttpService } from '../../net/http-service.ts'
import type { Listener } from '../../net/network.ts'
import { FsError, reasonOf } from '../../vfs/errors.ts'
import { rootCredentials } from '../../vfs/inode.ts'
import type { Call, Program } from '../call.ts'
import { options } from '../call.ts'
import { ApacheAnswer, productOf } from './apache-answer.ts'
import { readApacheConfig, type ApacheConfig } from './apache-config.ts'
import { ApacheSyntaxError } from './apache-syntax.ts'
import { daemonize, startWorkers, untilStopped } from './daemon.ts'
import { logLine } from './log-file.ts'

/** `httpd` and `apache2`. */
const httpd: Program = async (call) => {
  const { flags, operands } = options(call.args, 'kDfdCcE')
  if (flags.has('v') || flags.has('V')) {
    await call.out(
      `Server version: ${productOf(call, 'Full')}\nServer built:   Oct  9 2025 00:00:00\n`,
    )
    return 0
  }
  const verb = flags.get('k') ?? operands[0] ?? 'start'
  const config = await configOf(call)
  if (typeof config === 'number') return config
  if (flags.has('t')) return check(call, config)
  if (flags.has('S')) return showHosts(call, config)
  if (flags.has('M'))
    return call.out('Loaded Modules:\n core_module (static)\n http_module (static)\n').then(() => 0)
  if (verb !== 'start') return control(call, verb, config)
  return start(call, config)
}

async function start(call: Call, config: ApacheConfig): Promise<number> {
  const master = running(call)
  if (master && !call.process.unit) {
    await call.out(`${call.name} (pid ${master.pid}) already running\n`)
    return 0
  }
  if (!call.process.resumed) for (const warning of config.warnings) await call.err(`${warning}\n`)
  if (call.args.includes('-DFOREGROUND') || call.args.includes('FOREGROUND'))
    return serve(call, config)
  const bound = listen(call, config)
  if (typeof bound !== 'function') return unable(call, bound)
  for (const one of bound()) one.close()
  const daemon = daemonize(call, (background) => serve(background, config))
  await daemon.ready
  return 0
}

function running(call: Call) {
  return call.machine.processes.living.find(
    (one) =>
      one !== call.process &&
      one.ppid === 1 &&
      /(?:httpd|apache2)$/.test(one.argv[0]?.split(' ')[0] ?? '') &&
      one.dormant,
  )
}

/** The configuration as kept over a nap, or as the files have it; an exit code when they are wrong. */
async function configOf(call: Call): Promise<ApacheConfig | number> {
  if (call.process.resumed && call.process.kept !== undefined) return JSON.parse(call.process.kept)
  try {
    return await readApacheConfig(call.machine)
  } catch (error) {
    if (error instanceof ApacheSyntaxError) {
      const { file, line } = error.where
      await call.err(`AH00526: Syntax error on line ${line} of ${file}:\n${error.message}\n`)
      return 1
    }
    if (!(error instanceof FsError)) throw error
    await call.err(
      `${call.name}: Could not open configuration file ${error.path}: ${reasonOf(error)}\n`,
    )
    return 1
  }
}

async function check(call: Call, config: ApacheConfig): Promise<number> {
  for (const warning of config.warnings) await call.err(`${warning}\n`)
  await call.err('Syntax OK\n')
  return 0
}

async function showHosts(call: Call, config: ApacheConfig): Promise<number> {
  const rows = config.hosts.map(
    (host) =>
      `${(host.addresses[0] ?? '').padEnd(22)} ${host.serverName ?? call.machine.hostname}\n`,
  )
  await call.out(
    `VirtualHost configuration:\n${rows.join('')}ServerRoot: "${apacheLayout(call.machine.facts).root}"\nMain DocumentRoot: "${config.main.documentRoot}"\nUser: name="${config.user}"\n`,
  )
  return 0
}

/** `-k stop`, `restart`, `graceful`. */
async function control(call: Call, verb: string, config: ApacheConfig): Promise<number> {
  const master = running(call)
  if (verb === 'stop' || verb === 'graceful-stop') {
    if (!master) return call.err(`${call.name} (no pid file) not running\n`).then(() => 0)
    const gone = new Promise<void>((resolve) => master.onEnd.add(() => resolve()))
    const wrong = call.machine.processes.kill(master.pid, verb === 'stop' ? 15 : 28, call.cred)
    if (wrong !== undefined) return call.fail(wrong)
    await gone
    return 0
  }
  if (verb !== 'restart' && verb !== 'graceful')
    return call
      .err(`Usage: ${call.name} [-k start|restart|graceful|graceful-stop|stop]\n`)
      .then(() => 1)
  if (!master) return start(call, config)
  call.machine.processes.kill(master.pid, verb === 'restart' ? 1 : 10, call.cred)
  return 0
}

type Bound = { readonly errors: string[] }

/** Opens the ports, or says which are taken. */
function listen(
  call: Call,
  config: ApacheConfig,
  accept?: Parameters<Call['machine']['network']['listen']>[0]['accept'],
): (() => Listener[]) | Bound {
  const opened: Listener[] = []
  const errors: string[] = []
  for (const { address, port, tls } of config.listens)
    try {
      opened.push(
        call.machine.network.listen({
          address,
          port,
          tls,
          process: call.process,
          accept: accept ?? ((socket) => socket.destroy()),
        }),
      )
    } catch (error) {
      if (!(error instanceof FsError)) throw error
      const number = { EADDRINUSE: 98, EACCES: 13, EADDRNOTAVAIL: 99 }[error.code] ?? 98
      const text = `(${number})${reasonOf(error)}: AH00072: make_sock: could not bind to address`
      errors.push(`${text} ${endpointText(address, port)}`)
      if (address === '::') errors.push(`${text} 0.0.0.0:${port}`)
    }
  if (errors.length === 0 && opened.length > 0) return () => opened
  for (const one of opened) one.close()
  return { errors }
}

async function unable(call: Call, { errors }: Bound): Promise<number> {
  for (const error of errors) await call.err(`${error}\n`)
  await call.err('no listening sockets available, shutting down\nAH00015: Unable to open logs\n')
  return 1
}

async function serve(call: Call, first: ApacheConfig): Promise<number> {
  const { machine, process } = call
  await machine.users.refresh()
  let config = first
  let answer = new ApacheAnswer(call, config)
  const accept = openHttpService(machine, {
    keepAliveMs: () => config.keepAliveMs,
    handle: (exchange) => answer.handle(exchange),
  })
  const bound = listen(call, config, accept)
  if (typeof bound !== 'function') return unable(call, bound)
  let listeners = bound()
  process.kept = JSON.stringify(config)
  startWorkers(call, 3, config.user, process.argv.join(' '))
  const note = async (text: string): Promise<void> => {
    const at = new Date(machine.outside.now())
    const [day, date, month, year, time] = at.toUTCString().replace(',', '').split(' ')
    await logLine(
      machine,
      config.main.errorLog,
      `[${day} ${month} ${date} ${time}.000000 ${year}] [mpm_event:notice] [pid ${process.pid}:tid ${process.pid}] ${text}`,
    )
  }
  if (!process.resumed) {
    machine.vfs.makeDirectories(config.main.errorLog.replace(/\/[^/]*$/, ''), rootCredentials)
    await note(`AH00489: ${productOf(call, 'Full')} configured -- resuming normal operations`)
  }
  return untilStopped(call, {
    stop: [15, 28],
    again: [1, 10],
    reload: async () => {
      const next = await readApacheConfig(machine).catch(() => undefined)
      if (!next) return
      await note('AH00493: SIGUSR1 received.  Doing graceful restart')
      for (const one of listeners) one.close()
      const again = listen(call, next, accept)
      if (typeof again !== 'function') {
        process.deliver(15)
        return
      }
      listeners = again()
      config = next
      answer = new ApacheAnswer(call, config)
      process.kept = JSON.stringify(config)
      await note(`AH00489: ${productOf(call, 'Full')} configured -- resuming normal operations`)
    },
  })
}

/** `apachectl` hands most of what it is told to the server itself. */
const apachectl: Program = async (call) => {
  const [verb = ''] = call.args
  const { server, unit } = apacheLayout(call.machine.facts)
  if (verb === 'configtest') return call.run([server, '-t'])
  if (unit === 'httpd' && ['start', 'stop', 'restart', 'status'].includes(verb))
    return call.run(['systemctl', verb, 'httpd'])
  if (unit === 'httpd' && verb === 'graceful') return call.run(['systemctl', 'reload', 'httpd'])
  if (['start', 'stop', 'restart', 'graceful', 'graceful-stop'].includes(verb))
    return call.run([server, '-k', verb])
  return call.run([server, ...call.args])
}

/** `a2ensite`, `a2dissite`, `a2enmod`, `a2dismod`, `a2enconf`: links in Debian's directories. */
const enable: Program = async (call) => {
  const on = call.name.startsWith('a2en')
  const kind = /(site|mod|conf)$/.exec(call.name)?.[1] ?? 'site'
  const folder = { site: 'sites', mod: 'mods', conf: 'conf' }[kind] ?? 'sites'
  const what = { site: 'Site', mod: 'Module', conf: 'Conf' }[kind] ?? 'Site'
  if (call.cred.uid !== 0)
    return call
      .err(
        `Could not create /etc/apache2/${folder}-enabled/${call.args[0] ?? ''}: Permission denied\n`,
      )
      .then(() => 1)
  const endings = kind === 'mod' ? ['.load', '.conf'] : ['.conf']
  for (const typed of call.args) {
    const name = typed.replace(/\.(?:conf|load)$/, '')
    const available = endings.filter((end) =>
      call.vfs.peek(`/etc/apache2/${folder}-available/${name}${end}`, call.cred),
    )
    if (available.length === 0)
      return call.err(`ERROR: ${what} ${name} does not exist!\n`).then(() => 1)
    const linked =
      call.vfs.peek(`/etc/apache2/${folder}-enabled/${name}${available[0]}`, call.cred, false) !==
      undefined
    if (linked === on) {
      await call.out(`${what} ${name} already ${on ? 'enabled' : 'disabled'}\n`)
      continue
    }
    for (const end of available) {
      const link = `/etc/apache2/${folder}-enabled/${name}${end}`
      if (on) call.vfs.symlink(`../${folder}-available/${name}${end}`, link, call.cred)
      else if (call.vfs.peek(link, call.cred, false)) call.vfs.remove(link, call.cred, 'file')
    }
    await call.out(
      `${on ? 'Enabling' : 'Disabling'} ${kind === 'mod' ? 'module' : kind} ${name}.\nTo activate the new configuration, you need to run:\n  systemctl ${kind === 'mod' ? 'restart' : 'reload'} apache2\n`,
    )
  }
  return 0
}

export const apachePrograms = {
  httpd,
  apachectl,
  a2ensite: enable,
  a2dissite: enable,
  a2enmod: enable,
  a2dismod: enable,
  a2enconf: enable,
  a2disconf: enable,
} satisfies Readonly<Record<string, Program>>
