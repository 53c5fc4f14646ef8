import { reasonOf } from '../../vfs/errors.ts'
import type { Call } from '../call.ts'
import { AwsError } from './aws-error.ts'

export type Settings = ReadonlyMap<string, ReadonlyMap<string, string>>

export type ConfigFile = 'config' | 'credentials'

/** Where a file of the CLI's settings is. */
export function configPath(call: Call, file: ConfigFile): string {
  const named = call.env.get(file === 'config' ? 'AWS_CONFIG_FILE' : 'AWS_SHARED_CREDENTIALS_FILE')
  const home = call.env.get('HOME') ?? '/'
  return call.absolute((named ?? `~/.aws/${file}`).replace(/^~(?=\/)/, home))
}

/** The settings of each profile; none where the file is missing. */
export async function readSettings(call: Call, file: ConfigFile): Promise<Settings> {
  const text = await call.vfs.readText(configPath(call, file), call.cred).catch(() => '')
  const profiles = new Map<string, Map<string, string>>()
  let current: Map<string, string> | undefined
  for (const line of text.split('\n')) {
    const section = sectionOf(line)
    if (section !== undefined) {
      current = profiles.get(section) ?? new Map<string, string>()
      profiles.set(section, current)
      continue
    }
    const [, name, value] = /^([^\s=#;][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) current?.set(name.toLowerCase(), value)
  }
  return profiles
}

/** Sets one value of a profile and leaves the rest of the file as it is. */
export async function writeSetting(
  call: Call,
  file: ConfigFile,
  profile: string,
  name: string,
  value: string,
): Promise<void> {
  const path = configPath(call, file)
  const text = await call.vfs.readText(path, call.cred).catch(() => '')
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n')
  const begin = lines.findIndex((line) => sectionOf(line) === profile)
  const setting = `${name} = ${value}`
  if (begin < 0) {
    const title = file === 'config' && profile !== 'default' ? `profile ${profile}` : profile
    lines.push(`[${title}]`, setting)
  } else {
    let end = lines.findIndex((line, at) => at > begin && sectionOf(line) !== undefined)
    if (end < 0) end = lines.length
    const known = lines.findIndex(
      (line, at) => at > begin && at < end && line.split('=')[0]?.trim() === name,
    )
    if (known < 0) lines.splice(end, 0, setting)
    else lines[known] = setting
  }
  try {
    call.vfs.makeDirectories(path.replace(/\/[^/]*$/, ''), call.cred)
    call.vfs.writeFile(path, `${lines.join('\n')}\n`, call.cred, 0o600)
  } catch (error) {
    throw new AwsError(`[Errno 13] ${reasonOf(error)}: '${path}'`, 255)
  }
}

/** `[default]`, `[profile web]` and `[web]`. */
function sectionOf(line: string): string | undefined {
  return /^\s*\[\s*(?:profile\s+)?["']?([^"'\]]+?)["']?\s*\]/.exec(line)?.[1]
}
