import { rootCredentials } from '../vfs/inode.ts'
import type { Call } from './call.ts'
import { findPackage } from './package-catalogue.ts'
import type { PackageFacts } from './package-facts.ts'
import { httpRequest } from './web/http-client.ts'

/** Whether a package is named by a file: an address, or a path to one. */
export function isPackageFile(name: string): boolean {
  return /^https?:\/\//.test(name) || /\.(?:rpm|deb)$/.test(name)
}

/**
 * The package that a file holds. The virtual Internet's package files say their name in their first line, so one that was stored
 * under another name is known too; what is in them is the guest's own catalogue. A text says why there is none.
 */
export async function packageOfFile(call: Call, typed: string): Promise<PackageFacts | string> {
  let name: string
  if (/^https?:\/\//.test(typed)) {
    const reply = await httpRequest(call, {
      method: 'GET',
      url: new URL(typed),
      headers: [
        ['Host', new URL(typed).host],
        ['User-Agent', 'libdnf'],
        ['Accept', '*/*'],
      ],
      connectSeconds: 30,
      totalSeconds: 60,
    })
    if ('failure' in reply) return `Curl error: ${reply.failure} for ${typed}`
    reply.message.resume()
    if (reply.status >= 400) return `Status code: ${reply.status} for ${typed}`
    name = new URL(typed).pathname.split('/').at(-1) ?? ''
  } else {
    const text = await call.vfs
      .readText(call.absolute(typed), rootCredentials)
      .catch(() => undefined)
    if (text === undefined) return `cannot access archive: No such file or directory: ${typed}`
    name = text.slice(0, 200).split('\n')[0] ?? ''
    if (!/^[\w.+~-]+\.(?:rpm|deb)$/.test(name)) return `'${typed}' is not a package file`
  }
  const plain = name
    .replace(/\.(?:rpm|deb)$/, '')
    .replace(/_.*$/, '')
    .replace(/-(?:latest|\d).*$/, '')
  return (
    findPackage(plain, call.machine.facts) ??
    `${plain}: not in the catalogue of a simulated guest, which runs no machine code (see /etc/motd)`
  )
}
