import type { Call } from '../call.ts'
import { readLine } from '../passwords.ts'
import { AwsError, AwsUsage } from './aws-error.ts'
import { readSettings, writeSetting } from './config-files.ts'
import type { Found, Session } from './session.ts'

const prompts = [
  ['aws_access_key_id', 'AWS Access Key ID'],
  ['aws_secret_access_key', 'AWS Secret Access Key'],
  ['region', 'Default region name'],
  ['output', 'Default output format'],
] as const

const secrets: readonly string[] = [
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
]

/** `aws configure`, and its `list`, `get`, `set` and `list-profiles`. */
export async function configure(
  call: Call,
  session: Session,
  words: readonly string[],
): Promise<number> {
  const [verb, ...rest] = words
  switch (verb) {
    case undefined:
      return ask(call, session)
    case 'list':
      return list(call, session)
    case 'get':
      return get(call, session, rest)
    case 'set':
      return set(call, session, rest)
    case 'list-profiles': {
      const names = new Set<string>()
      for (const file of ['config', 'credentials'] as const)
        for (const name of (await readSettings(call, file)).keys()) names.add(name)
      await call.out([...names].map((name) => `${name}\n`).join(''))
      return 0
    }
    default:
      throw new AwsUsage(`argument subcommand: Found invalid choice '${verb}'`)
  }
}

async function ask(call: Call, session: Session): Promise<number> {
  for (const [name, prompt] of prompts) {
    const current = (await session.setting(name))?.value
    await call.out(`${prompt} [${shown(name, current)}]: `)
    const typed = (await readLine(call))?.trim()
    if (typed === undefined) return 255
    if (typed !== '' && typed !== current) await write(call, session.profile, name, typed)
  }
  return 0
}

function shown(name: string, value: string | undefined): string {
  if (value === undefined) return 'None'
  return secrets.includes(name) ? masked(value) : value
}

function masked(value: string): string {
  return `${'*'.repeat(16)}${value.slice(-4)}`
}

function write(call: Call, profile: string, name: string, value: string): Promise<void> {
  const file = secrets.includes(name) ? 'credentials' : 'config'
  return writeSetting(call, file, profile, name, value)
}

/** `region`, `default.region`, `profile.web.region`. */
function parseName(session: Session, typed: string): readonly [profile: string, name: string] {
  const parts = typed.split('.')
  const name = parts.pop() ?? ''
  if (parts.length === 0) return [session.profile, name]
  return [parts.filter((part) => part !== 'profile').join('.'), name]
}

async function get(call: Call, session: Session, words: readonly string[]): Promise<number> {
  const [typed] = words
  if (typed === undefined) throw new AwsUsage('the following arguments are required: varname')
  const [profile, name] = parseName(session, typed)
  for (const file of ['credentials', 'config'] as const) {
    const value = (await readSettings(call, file)).get(profile)?.get(name)
    if (value === undefined) continue
    await call.out(`${value}\n`)
    return 0
  }
  return 1
}

async function set(call: Call, session: Session, words: readonly string[]): Promise<number> {
  const [typed, value] = words
  if (typed === undefined || value === undefined)
    throw new AwsUsage(
      `the following arguments are required: ${typed === undefined ? 'varname, value' : 'value'}`,
    )
  const [profile, name] = parseName(session, typed)
  if (name === '') throw new AwsError(`Invalid variable name: ${typed}`, 255)
  await write(call, profile, name, value)
  return 0
}

async function list(call: Call, session: Session): Promise<number> {
  const row = (name: string, { value, type, location }: Found): Promise<void> =>
    call.out(`${name.padStart(10)} ${value.padStart(24)} ${type.padStart(16)}    ${location}\n`)
  const notSet: Found = { value: '<not set>', type: 'None', location: 'None' }
  await row('Name', { value: 'Value', type: 'Type', location: 'Location' })
  await row('----', { value: '-----', type: '----', location: '--------' })
  await row(
    'profile',
    session.named ? { value: session.profile, type: 'manual', location: '--profile' } : notSet,
  )
  const found = await session.credentials()
  for (const [name, value] of [
    ['access_key', found?.accessKeyId],
    ['secret_key', found?.secretAccessKey],
  ] as const)
    await row(
      name,
      value === undefined
        ? notSet
        : { value: masked(value), type: found?.method ?? '', location: '' },
    )
  await row('region', (await session.region()) ?? notSet)
  return 0
}
