import type { Call } from '../call.ts'
import { machineName } from '../../../distributions.ts'
import type { Engine } from './engine.ts'
import { dockerRoot } from './state.ts'

export function clientVersion(call: Call): { docker: string; api: string; commit: string } {
  return call.machine.facts.family === 'debian'
    ? { docker: '28.2.2', api: '1.50', commit: '28.2.2-0ubuntu1' }
    : { docker: '25.0.13', api: '1.44', commit: '0bab007' }
}

export async function version(call: Call, wrong: string | undefined): Promise<number> {
  const { docker, api, commit } = clientVersion(call)
  const arch = call.machine.spec.architecture === 'arm64' ? 'linux/arm64' : 'linux/amd64'
  await call.out(
    `Client:\n Version:           ${docker}\n API version:       ${api}\n Git commit:        ${commit}\n OS/Arch:           ${arch}\n Context:           default\n`,
  )
  if (wrong !== undefined) return call.err(`${wrong}\n`).then(() => 1)
  await call.out(
    `\nServer:\n Engine:\n  Version:          ${docker}\n  API version:      ${api} (minimum version 1.24)\n  Git commit:       ${commit}\n  OS/Arch:          ${arch}\n  Experimental:     false\n`,
  )
  return 0
}

export async function info(call: Call, engine: Engine): Promise<number> {
  const { facts, spec, hostname } = call.machine
  const { docker } = clientVersion(call)
  const count = (status: string): number =>
    engine.containers.filter(({ state }) => state.status === status).length
  await call.out(
    `Client:\n Version:    ${docker}\n Context:    default\n Debug Mode: false\n\nServer:\n Containers: ${engine.containers.length}\n  Running: ${count('running')}\n  Paused: 0\n  Stopped: ${engine.containers.length - count('running')}\n Images: ${new Set(engine.images.map(({ name }) => name)).size}\n Server Version: ${docker}\n Storage Driver: overlay2\n Cgroup Driver: systemd\n Cgroup Version: 2\n Kernel Version: ${facts.kernel}\n Operating System: ${facts.prettyName}\n OSType: linux\n Architecture: ${machineName(spec.architecture)}\n CPUs: ${spec.vcpus}\n Total Memory: ${spec.memoryMiB}MiB\n Name: ${hostname}\n Docker Root Dir: ${dockerRoot}\n Debug Mode: false\n Experimental: false\n`,
  )
  return 0
}
