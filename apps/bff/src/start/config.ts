import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { IamMode } from '@brume/cloud'
import { regionPattern } from '@brume/console-api'
import { ConfigError } from '../config-error.ts'
import type { AwsEnvironment } from '../connections/aws.ts'

/** A port that was asked for must be it; a default one may give way. */
export interface PortWish {
  readonly variable: string
  readonly port: number
  readonly asked: boolean
}

export interface Config {
  readonly host: string
  readonly consolePort: PortWish
  readonly awsPort: PortWish
  readonly gatewayPort: PortWish
  readonly sshPort: PortWish
  readonly dataDir: string
  readonly speed: number | 'instant'
  readonly acceptAnyAmi: boolean
  /** Whether the embedded cloud checks calls by policies. */
  readonly iam: IamMode
  readonly demo: boolean
  /** In the texts for the command line. */
  readonly defaultRegion: string
  /** Where the console opens first; undefined: where its reader has been, or is near. */
  readonly opensIn: string | undefined
  readonly settingsFile: string | undefined
  readonly readOnly: string | undefined
  /** Names besides addresses under which a console beyond loopback is served. */
  readonly hostNames: readonly string[]
  /** Of a TLS proxy in front. */
  readonly publicOrigin: string | undefined
  readonly logLevel: string
  readonly aws: AwsEnvironment
}

type Environment = Readonly<Record<string, string | undefined>>

/** Environment and arguments → what to start. Throws `ConfigError`. */
export function readConfig(env: Environment, args: readonly string[]): Config {
  const unknown = args.find((arg) => arg !== '--demo')
  if (unknown !== undefined) {
    throw new ConfigError(
      `Unknown argument ${unknown}. The only one is --demo; all else is set by the environment.`,
    )
  }
  const demo = args.includes('--demo')
  const defaultRegion = region(env['BRUME_REGION'] || 'us-east-1')
  return {
    host: env['BRUME_HOST'] || '127.0.0.1',
    consolePort: port(env, 'BRUME_PORT', 8080),
    awsPort: port(env, 'BRUME_AWS_PORT', 4566),
    gatewayPort: port(env, 'BRUME_GATEWAY_PORT', 8090),
    sshPort: port(env, 'BRUME_SSH_PORT', 2222),
    dataDir: resolve(env['BRUME_DATA_DIR'] || '.brume'),
    speed: speed(env['BRUME_SPEED']),
    acceptAnyAmi: flag(env, 'BRUME_ACCEPT_ANY_AMI'),
    iam: iamMode(env['BRUME_IAM'] || 'off'),
    demo,
    defaultRegion,
    opensIn: env['BRUME_REGION'] || demo ? defaultRegion : undefined,
    settingsFile: env['BRUME_CONFIG'] || undefined,
    readOnly: env['BRUME_READ_ONLY'],
    hostNames: (env['BRUME_ALLOWED_HOSTS'] ?? '')
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ''),
    publicOrigin: origin(env['BRUME_PUBLIC_URL']),
    logLevel: logLevel(env['BRUME_LOG_LEVEL'] || 'info'),
    aws: awsEnvironment(env),
  }
}

function awsEnvironment(env: Environment): AwsEnvironment {
  const home = env['HOME'] || homedir()
  return {
    files: {
      configFile: env['AWS_CONFIG_FILE'] || join(home, '.aws', 'config'),
      credentialsFile: env['AWS_SHARED_CREDENTIALS_FILE'] || join(home, '.aws', 'credentials'),
    },
    region: env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || undefined,
    endpointUrl: env['AWS_ENDPOINT_URL'] || undefined,
    hasKeys: !!env['AWS_ACCESS_KEY_ID'] && !!env['AWS_SECRET_ACCESS_KEY'],
    hasWebIdentity: !!env['AWS_WEB_IDENTITY_TOKEN_FILE'] && !!env['AWS_ROLE_ARN'],
    hasContainer:
      !!env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ||
      !!env['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
    readOnly: env['BRUME_READ_ONLY'],
  }
}

function port(env: Environment, variable: string, fallback: number): PortWish {
  const text = env[variable]
  if (text === undefined || text === '') return { variable, port: fallback, asked: false }
  const number = Number(text)
  if (!/^\d+$/.test(text) || number > 65_535) {
    throw new ConfigError(
      `${variable}=${text} is not a port. Give a number from 1 to 65535, or 0 for any free one.`,
    )
  }
  return { variable, port: number, asked: true }
}

function speed(text: string | undefined): number | 'instant' {
  if (text === undefined || text === '') return 1
  if (text === 'instant') return 'instant'
  const factor = Number(text)
  if (!(factor >= 1 && factor <= 3600)) {
    throw new ConfigError(
      `BRUME_SPEED=${text} is not a speed. Give a factor from 1 to 3600, or instant.`,
    )
  }
  return factor
}

function region(text: string): string {
  if (regionPattern.test(text)) return text
  throw new ConfigError(
    `BRUME_REGION=${text} is not the name of a Region. Give one such as ap-northeast-2.`,
  )
}

function logLevel(text: string): string {
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']
  if (levels.includes(text)) return text
  throw new ConfigError(`BRUME_LOG_LEVEL=${text} is not one of ${levels.join(', ')}.`)
}

function flag(env: Environment, variable: string): boolean {
  const text = env[variable] ?? ''
  if (text === '1' || text === 'true') return true
  if (text === '' || text === '0' || text === 'false') return false
  throw new ConfigError(`${variable}=${text} is neither 1 nor 0.`)
}

const iamModes: readonly IamMode[] = ['off', 'explain', 'enforce']

function iamMode(text: string): IamMode {
  const mode = iamModes.find((each) => each === text)
  if (mode) return mode
  throw new ConfigError(`BRUME_IAM=${text} is not one of ${iamModes.join(', ')}.`)
}

function origin(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  if (!URL.canParse(text)) {
    throw new ConfigError(
      `BRUME_PUBLIC_URL=${text} is not a URL. Give one such as https://brume.example.com.`,
    )
  }
  return new URL(text).origin
}
