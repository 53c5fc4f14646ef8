import { endpointText } from '../../net/addresses.ts'
import { openHttpService } from '../../net/http-service.ts'
import type { Listener, Peer } from '../../net/network.ts'
import { FsError, reasonOf } from '../../vfs/errors.ts'
import type { Duplex } from 'node:stream'
import type { Call, Program } from '../call.ts'
import { options } from '../call.ts'
import { daemonize, startWorkers, untilStopped } from './daemon.ts'
import { logLine } from './log-file.ts'
import { NginxAnswer, nginxProduct } from './nginx-answer.ts'
import { NginxError, nginxMain, readNginxConfig, type NginxConfig } from './nginx-config.ts'

const nginx: Program = async (call) => {
  const { flags } = options(call.args, 'scgpe')
  if (flags.has('v') || flags.has('V')) {
    await call.err(`nginx version: ${nginxProduct(call)}\n`)
    return 0
  }
  const config = await configOf(call)
  if (flags.has('t') || flags.has('T')) {
    if (typeof config === 'string') {
      await call.err(
        `nginx: [emerg] ${config}\nnginx: configuration file ${nginxMain} test failed\n`,
      )
      return 1
    }
    if (call.cred.uid !== 0)
      await call.err(
        'nginx: [warn] the "user" directive makes sense only if the master process runs with super-user privileges, ignored in /etc/nginx/nginx.conf:1\n',
      )
    await call.err(
      `nginx: the configuration file ${nginxMain} syntax is ok\nnginx: configuration file ${nginxMain} test is successful\n`,
    )
    if (flags.has('T')) await call.out(await call.vfs.readText(nginxMain, call.cred))
    return 0
  }
  if (typeof config === 'string') {
    await call.err(`nginx: [emerg] ${config}\n`)
    return 1
  }
  const signal = flags.get('s')
  if (signal !== undefined) return control(call, signal)
  const bound = await listen(call, config, (socket) => socket.destroy())
  if (!bound) return 1
  for (const one of bound) one.close()
  if (/daemon\s+off/.test(flags.get('g') ?? '')) return serve(call, config)
  await daemonize(call, (daemon) => serve(daemon, config)).ready
  return 0
}

async function configOf(call: Call): Promise<NginxConfig | string> {
  if (call.process.resumed && call.process.kept !== undefined) return JSON.parse(call.process.kept)
  try {
    return await readNginxConfig(call.machine)
  } catch (error) {
    if (error instanceof NginxError) return error.message
    throw error
  }
}

function master(call: Call) {
  return call.machine.processes.living.find(
    (one) => one !== call.process && (one.argv[0]?.startsWith('nginx: master') ?? false),
  )
}

async function control(call: Call, signal: string): Promise<number> {
  const number = { stop: 15, quit: 3, reload: 1, reopen: 10 }[signal]
  if (number === undefined) return call.err(`nginx: invalid option: "-s ${signal}"\n`).then(() => 1)
  const running = master(call)
  if (!running)
    return call
      .err('nginx: [error] open() "/run/nginx.pid" failed (2: No such file or directory)\n')
      .then(() => 1)
  const gone = new Promise<void>((resolve) => running.onEnd.add(() => resolve()))
  const wrong = call.machine.processes.kill(running.pid, number, call.cred)
  if (wrong !== undefined)
    return call
      .err(`nginx: [alert] kill(${running.pid}, ${number}) failed (1: ${wrong})\n`)
      .then(() => 1)
  if (number === 15 || number === 3) await gone
  return 0
}

/** Opens the ports; what is taken is tried for two seconds, as nginx does. */
async function listen(
  call: Call,
  config: NginxConfig,
  accept: (socket: Duplex, peer: Peer) => void,
): Promise<Listener[] | undefined> {
  const wanted = new Map(
    config.servers
      .flatMap(({ listens }) => listens)
      .map((one) => [endpointText(one.address, one.port), one]),
  )
  for (let attempt = 0; attempt < 5; attempt++) {
    const opened: Listener[] = []
    const errors: string[] = []
    for (const { address, port, tls, onlyIpv6 } of wanted.values())
      try {
        opened.push(
          call.machine.network.listen({
            address,
            onlyIpv6,
            port,
            tls,
            process: call.process,
            accept,
          }),
        )
      } catch (error) {
        if (!(error instanceof FsError)) throw error
        const number = { EADDRINUSE: 98, EACCES: 13, EADDRNOTAVAIL: 99 }[error.code] ?? 98
        errors.push(
          `bind() to ${endpointText(address, port)} failed (${number}: ${reasonOf(error)})`,
        )
      }
    if (errors.length === 0) return opened
    for (const one of opened) one.close()
    for (const error of errors) await call.err(`nginx: [emerg] ${error}\n`)
    if (errors.some((error) => !error.includes('98:'))) return undefined
    await call.machine.outside.sleep(500, call.signal)
  }
  await call.err('nginx: [emerg] still could not bind()\n')
  return undefined
}

async function serve(call: Call, first: NginxConfig): Promise<number> {
  const { machine, process } = call
  await machine.users.refresh()
  process.argv = ['nginx: master process /usr/sbin/nginx']
  let config = first
  let answer = new NginxAnswer(call, config)
  const accept = openHttpService(machine, {
    keepAliveMs: () => config.keepAliveMs,
    handle: (exchange) => answer.handle(exchange),
  })
  let listeners = await listen(call, config, accept)
  if (!listeners) return 1
  process.kept = JSON.stringify(config)
  startWorkers(call, machine.spec.vcpus, config.user, 'nginx: worker process')
  const note = (text: string): Promise<void> => {
    const at = new Date(machine.outside.now())
      .toISOString()
      .replaceAll('-', '/')
      .replace('T', ' ')
      .slice(0, 19)
    return logLine(
      machine,
      config.errorLog,
      `${at} [notice] ${process.pid}#${process.pid}: ${text}`,
    )
  }
  if (!process.resumed) await note('start worker processes')
  return untilStopped(call, {
    stop: [15, 3],
    again: [1],
    reload: async () => {
      const next = await readNginxConfig(machine).catch(() => undefined)
      if (!next) return
      await note('signal 1 (SIGHUP) received, reconfiguring')
      for (const one of listeners ?? []) one.close()
      listeners = (await listen(call, next, accept)) ?? (await listen(call, config, accept)) ?? []
      config = next
      answer = new NginxAnswer(call, config)
      process.kept = JSON.stringify(config)
    },
  })
}

export const nginxPrograms = { nginx } satisfies Readonly<Record<string, Program>>
