import type { Program } from '../call.ts'
import { untilStopped } from '../web/daemon.ts'
import { Engine } from './engine.ts'

export const dockerd: Program = async (call) => {
  if (call.cred.uid !== 0)
    return call
      .err(
        'dockerd needs to be started with root privileges. To run in rootless mode as an unprivileged user, see https://docs.docker.com/go/rootless/\n',
      )
      .then(() => 1)
  const engine = new Engine(call.machine, call.process)
  call.vfs.makeDirectories('/run', call.cred)
  if (!call.vfs.peek('/run/docker.sock', call.cred)) {
    const group = call.machine.users.group('docker')
    call.vfs.writeFile('/run/docker.sock', '', call.cred, 0o660)
    call.vfs.chown('/run/docker.sock', 0, group?.gid ?? 0, call.cred)
  }
  if (!call.process.resumed) await call.err('Starting up\n')
  await engine.load(call.process.resumed)
  if (!call.process.resumed) await call.err('API listen on /run/docker.sock\n')
  const status = await untilStopped(call, { stop: [15, 2], again: [1], reload: async () => {} })
  await engine.shutDown()
  return status
}

/** What the image `hello-world` runs. */
export const dockerHello: Program = async (call) => {
  const arch = call.machine.spec.architecture === 'arm64' ? 'arm64v8' : 'amd64'
  await call.out(`
Hello from Docker!
This message shows that your installation appears to be working correctly.

To generate this message, Docker took the following steps:
 1. The Docker client contacted the Docker daemon.
 2. The Docker daemon pulled the "hello-world" image from the Docker Hub.
    (${arch})
 3. The Docker daemon created a new container from that image which runs the
    executable that produces the output you are currently reading.
 4. The Docker daemon streamed that output to the Docker client, which sent it
    to your terminal.

To try something more ambitious, you can run an Ubuntu container with:
 $ docker run -it ubuntu bash

Share images, automate workflows, and more with a free Docker ID:
 https://hub.docker.com/

For more examples and ideas, visit:
 https://docs.docker.com/get-started/

`)
  return 0
}
