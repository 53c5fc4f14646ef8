import { rootCredentials as root } from '../../vfs/inode.ts'
import type { Vfs } from '../../vfs/vfs.ts'

export interface PublishedPort {
  readonly address: string
  readonly host: number
  readonly container: number
}

export interface Mount {
  readonly source: string
  readonly target: string
  readonly volume?: string
}

/** A container as it is kept on the guest's disk. */
export interface ContainerState {
  readonly id: string
  readonly name: string
  readonly image: string
  readonly command: readonly string[]
  readonly env: readonly string[]
  readonly ports: readonly PublishedPort[]
  readonly mounts: readonly Mount[]
  readonly workingDirectory: string
  readonly hostname: string
  readonly tty: boolean
  readonly autoRemove: boolean
  readonly restart: string
  readonly createdMs: number
  readonly status: 'created' | 'running' | 'exited'
  readonly exitCode: number
  readonly startedMs: number
  readonly finishedMs: number
  readonly stoppedByHand: boolean
  readonly pid: number
}

/** An image that was pulled. */
export interface LocalImage {
  readonly name: string
  readonly tag: string
}

export const dockerRoot = '/var/lib/docker'
const imageList = `${dockerRoot}/image/overlay2/repositories.json`

export function containerDirectory(id: string): string {
  return `${dockerRoot}/containers/${id}`
}

export function containerRoot(id: string): string {
  return `${dockerRoot}/overlay2/${id}/merged`
}

export function containerLog(id: string): string {
  return `${containerDirectory(id)}/${id}.log`
}

export function saveContainer(vfs: Vfs, state: ContainerState): void {
  vfs.makeDirectories(containerDirectory(state.id), root)
  const path = `${containerDirectory(state.id)}/config.v2.json`
  vfs.writeFile(path, JSON.stringify(state), root, 0o600)
}

function isContainer(value: unknown): value is ContainerState {
  if (typeof value !== 'object' || value === null) return false
  const lists = ['command', 'env', 'ports', 'mounts']
  const texts = ['id', 'name', 'image', 'hostname', 'status', 'restart', 'workingDirectory']
  const found = new Map<string, unknown>(Object.entries(value))
  return (
    lists.every((key) => Array.isArray(found.get(key))) &&
    texts.every((key) => typeof found.get(key) === 'string')
  )
}

/** What stands on the disk; what somebody has broken there is left out. */
export async function loadContainers(vfs: Vfs): Promise<ContainerState[]> {
  const all: ContainerState[] = []
  const names = vfs.peek(`${dockerRoot}/containers`, root)?.children?.keys() ?? []
  for (const name of names) {
    const text = await vfs
      .readText(`${containerDirectory(name)}/config.v2.json`, root)
      .catch(() => '')
    const value = parsed(text)
    if (isContainer(value)) all.push(value)
  }
  return all
}

export async function loadImages(vfs: Vfs): Promise<LocalImage[]> {
  const value = parsed(await vfs.readText(imageList, root).catch(() => '[]'))
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => {
    const [name, tag] = String(one).split(':')
    return name && tag ? [{ name, tag }] : []
  })
}

export function saveImages(vfs: Vfs, images: readonly LocalImage[]): void {
  vfs.makeDirectories(`${dockerRoot}/image/overlay2`, root)
  vfs.writeFile(imageList, JSON.stringify(images.map(({ name, tag }) => `${name}:${tag}`)), root)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
