import { Buffer } from 'node:buffer'
import { isLoopback } from '../../net/addresses.ts'
import { unlessAborted } from '../../system/gate.ts'
import { strftime } from '../../shell/printf.ts'
import { rootCredentials } from '../../vfs/inode.ts'
import { reasonOf } from '../../vfs/errors.ts'
import type { Call, Program } from '../call.ts'
import { dataDirectory, serverVersion, socketPath } from './facts.ts'

const logFile = '/var/log/mariadb/mariadb.log'

/** `mariadbd`: holds its socket and port, and turns away whoever comes over the network, as a fresh installation does. */
const mariadbd: Program = async (call) => {
  const { machine, process } = call
  if (call.args.includes('--version')) {
    await call.out(`${call.name}  Ver ${serverVersion} for Linux on x86_64 (MariaDB Server)\n`)
    return 0
  }
  prepare(call)
  const log = async (text: string): Promise<void> => {
    const stamp = strftime('%Y-%m-%d %H:%M:%S', machine.outside.now())
    await machine.vfs.appendFile(logFile, `${stamp} 0 [Note] ${text}\n`, rootCredentials)
  }
  try {
    machine.network.listen({
      address: '0.0.0.0',
      port: 3306,
      process,
      accept: (socket, peer) => {
        socket.end(refusal(peer.address))
        socket.resume()
      },
    })
  } catch (error) {
    await log(`Can't start server: Bind on TCP/IP port. ${reasonOf(error)}`)
    return 1
  }
  if (!machine.vfs.peek(socketPath, rootCredentials))
    machine.vfs.create(socketPath, 'socket', 0o777, rootCredentials)
  if (!process.resumed) {
    await log(`Starting MariaDB ${serverVersion} as process ${process.pid}`)
    await log(`InnoDB: ${serverVersion} started; log sequence number 45091; transaction id 21`)
    await log("Server socket created on IP: '0.0.0.0'.")
    await log(
      `${call.path}: ready for connections.\nVersion: '${serverVersion}'  socket: '${socketPath}'  port: 3306  MariaDB Server`,
    )
  }
  process.memoryKiB = 88_200
  process.dormant = true
  process.tellReady()
  try {
    return await unlessAborted(new Promise<never>(() => {}), call.signal)
  } finally {
    if (machine.vfs.peek(socketPath, rootCredentials))
      machine.vfs.remove(socketPath, rootCredentials, 'file')
    machine.detach(log('Shutdown complete'))
  }
}

/** What the package's own preparation does as root before the server starts. */
function prepare(call: Call): void {
  const { vfs } = call.machine
  for (const path of [dataDirectory, `${dataDirectory}/mysql`, '/var/log/mariadb']) {
    vfs.makeDirectories(path, rootCredentials)
    vfs.chown(path, call.cred.uid, call.cred.gid, rootCredentials)
  }
}

/** The first packet of a server that does not let a host in. */
function refusal(address: string): Buffer {
  const [code, text] = isLoopback(address)
    ? [1698, "Access denied for user ''@'localhost'"]
    : [1130, `Host '${address}' is not allowed to connect to this MariaDB server`]
  const body = Buffer.concat([Buffer.from([0xff, code & 255, code >> 8]), Buffer.from(text)])
  return Buffer.concat([Buffer.from([body.length & 255, body.length >> 8, 0, 0]), body])
}

export const mariadbServerPrograms = { mariadbd } satisfies Readonly<Record<string, Program>>
