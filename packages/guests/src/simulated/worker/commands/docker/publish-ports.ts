import type { Machine } from '../../system/machine.ts'
import type { Process } from '../../system/process.ts'
import { FsError } from '../../vfs/errors.ts'
import { rootCredentials as root } from '../../vfs/inode.ts'
import { bridgeAddress } from './container-machine.ts'
import { DockerError, type Container } from './container.ts'

/** A proxy listens for each published port, and hands what comes over to the container. */
export function publishPorts(
  machine: Machine,
  daemon: Process,
  container: Container,
  view: Machine,
  address: string,
): Process[] {
  const { state } = container
  const { processes, network } = machine
  const proxies: Process[] = []
  for (const port of state.ports) {
    const proxy = processes.serving(
      [
        '/usr/bin/docker-proxy',
        '-proto',
        'tcp',
        '-host-ip',
        port.address,
        '-host-port',
        String(port.host),
        '-container-ip',
        address,
        '-container-port',
        String(port.container),
      ],
      root,
      daemon.pid,
    )
    proxy.unit = daemon.unit
    proxy.dormant = true
    proxies.push(proxy)
    try {
      network.listen({
        address: port.address,
        port: port.host,
        process: proxy,
        accept: (socket, peer) => {
          const hand = (): boolean =>
            view.network.accept(() => socket, {
              port: port.container,
              localAddress: address,
              remoteAddress: peer.address === '127.0.0.1' ? bridgeAddress : peer.address,
              remotePort: peer.port,
            })
          if (hand()) return
          const { process, ended } = container
          // Its guest has just woken for this connection.
          if (process?.resumed)
            machine.detach(
              Promise.race([process.ready, ended]).then(() => hand() || socket.destroy()),
            )
          else socket.destroy()
        },
      })
    } catch (error) {
      for (const one of proxies) processes.end(one, 0)
      if (!(error instanceof FsError)) throw error
      throw new DockerError(
        `driver failed programming external connectivity on endpoint ${state.name} (${state.id}): failed to bind port ${port.address}:${port.host}/tcp: Error starting userland proxy: listen tcp4 ${port.address}:${port.host}: bind: ${error.code === 'EADDRINUSE' ? 'address already in use' : 'cannot assign requested address'}`,
      )
    }
  }
  return proxies
}
