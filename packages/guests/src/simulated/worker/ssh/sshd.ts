import { options, type Call } from '../commands/call.ts'
import { unlessAborted } from '../system/gate.ts'
import { authLog } from '../system/auth-log.ts'
import { FsError, reasonOf } from '../vfs/errors.ts'
import { SshServer } from './server.ts'
import { SshdConfig } from './sshd-config.ts'

/** `sshd`: listens until it is told to end. `-t` checks the configuration, `-D` stays in the foreground as its unit runs it. */
export const sshd = async (call: Call): Promise<number> => {
  const { flags } = options(call.args, 'fhopubCcEgk')
  if (flags.has('t')) return check(call)
  if (call.cred.uid !== 0) return call.fail('no hostkeys available -- exiting.', 1)
  const { machine, process } = call
  let server: SshServer
  try {
    server = await SshServer.start(machine)
  } catch (error) {
    await call.err(`${reasonOf(error)}\n`)
    return 255
  }
  const { ports, listenAddresses } = server.settings
  const addresses = listenAddresses.length > 0 ? listenAddresses : ['0.0.0.0', '::']
  /** SIGHUP: what is wrong leaves the old configuration in force. */
  const reload = async (): Promise<void> => {
    await authLog(machine, 'sshd', process.pid, 'Received SIGHUP; restarting.')
    const next = await SshServer.start(machine).catch(() => undefined)
    if (next) server = next
  }
  let listening = 0
  for (const port of ports)
    for (const address of addresses)
      try {
        machine.network.listen({
          address,
          onlyIpv6: true,
          port,
          process,
          accept: (socket, peer) => server.accept(socket, peer, process.pid),
        })
        listening++
        if (!process.resumed)
          await authLog(
            machine,
            'sshd',
            process.pid,
            `Server listening on ${address} port ${port}.`,
          )
      } catch (error) {
        if (!(error instanceof FsError)) throw error
        await call.err(`error: Bind to port ${port} on ${address} failed: ${reasonOf(error)}.\n`)
      }
  if (listening === 0) return call.fail('fatal: Cannot bind any address.', 255)
  process.onSignal = (signal) => {
    if (signal !== 1) return false
    machine.detach(reload())
    return true
  }
  process.dormant = true
  process.tellReady()
  try {
    await unlessAborted(new Promise<never>(() => {}), call.signal)
  } finally {
    server.stop()
  }
  return 0
}

async function check(call: Call): Promise<number> {
  const { faults } = await SshdConfig.read(call.machine)
  for (const fault of faults) await call.err(`${fault}\n`)
  return faults.length > 0 ? 255 : 0
}
