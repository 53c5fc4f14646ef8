import { text } from 'node:stream/consumers'
import type { Call } from '../call.ts'
import { httpRequest } from '../web/http-client.ts'
import { AwsError } from './aws-error.ts'
import type { GlobalOptions } from './global-options.ts'
import { readSettings } from './config-files.ts'

/** A setting and where it was found, as `aws configure list` shows it. */
export interface Found {
  readonly value: string
  readonly type: string
  readonly location: string
}

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  /** `env`, `shared-credentials-file`, `config-file`, `iam-role`. */
  readonly method: string
}

/** Version 1 of the CLI, which Amazon Linux 2 brings. */
export function isVersion1(call: Call): boolean {
  return call.machine.spec.distribution === 'al2' && !call.path.startsWith('/usr/local')
}

/** Settings of one run: options, then the environment, then files, then the instance's metadata. */
export class Session {
  readonly #call: Call
  readonly #options: GlobalOptions
  readonly profile: string
  /** Whether the profile was asked for, not just the default. */
  readonly named: boolean

  constructor(call: Call, options: GlobalOptions) {
    this.#call = call
    this.#options = options
    const asked =
      options.profile ?? call.env.get('AWS_PROFILE') ?? call.env.get('AWS_DEFAULT_PROFILE')
    this.profile = asked ?? 'default'
    this.named = asked !== undefined
  }

  /** A setting of the profile. */
  async setting(name: string): Promise<Found | undefined> {
    for (const file of ['credentials', 'config'] as const) {
      const value = (await readSettings(this.#call, file)).get(this.profile)?.get(name)
      if (value === undefined) continue
      return file === 'config'
        ? { value, type: 'config-file', location: '~/.aws/config' }
        : { value, type: 'shared-credentials-file', location: '' }
    }
    return undefined
  }

  /** Fails as the CLI does when the profile that was asked for is nowhere. */
  async checkProfile(): Promise<void> {
    if (!this.named) return
    for (const file of ['credentials', 'config'] as const)
      if ((await readSettings(this.#call, file)).has(this.profile)) return
    throw new AwsError(`The config profile (${this.profile}) could not be found`, 255)
  }

  async region(): Promise<Found | undefined> {
    if (this.#options.region !== undefined)
      return { value: this.#options.region, type: 'manual', location: '--region' }
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
      const value = this.#call.env.get(name)
      if (value) return { value, type: 'env', location: "['AWS_REGION', 'AWS_DEFAULT_REGION']" }
    }
    const set = await this.setting('region')
    if (set) return set
    // https://github.com/aws/aws-cli/blob/v2/awscli/clidriver.py: IMDSRegionProvider, which version 1 lacks.
    const value = isVersion1(this.#call) ? undefined : await this.metadata('placement/region')
    return value === undefined ? undefined : { value, type: 'imds', location: '' }
  }

  async output(): Promise<string> {
    return (
      this.#options.output ??
      this.#call.env.get('AWS_DEFAULT_OUTPUT') ??
      (await this.setting('output'))?.value ??
      'json'
    )
  }

  async credentials(): Promise<Credentials | undefined> {
    const { env } = this.#call
    const key = env.get('AWS_ACCESS_KEY_ID')
    const secret = env.get('AWS_SECRET_ACCESS_KEY')
    if (key && secret && this.#options.profile === undefined)
      return made(key, secret, env.get('AWS_SESSION_TOKEN'), 'env')
    for (const file of ['credentials', 'config'] as const) {
      const settings = (await readSettings(this.#call, file)).get(this.profile)
      const id = settings?.get('aws_access_key_id')
      if (id === undefined) continue
      const method = file === 'config' ? 'config-file' : 'shared-credentials-file'
      return made(
        id,
        settings?.get('aws_secret_access_key') ?? '',
        settings?.get('aws_session_token'),
        method,
      )
    }
    return this.#roleCredentials()
  }

  async #roleCredentials(): Promise<Credentials | undefined> {
    const path = 'iam/security-credentials/'
    const role = (await this.metadata(path))?.split('\n')[0]
    const answer = role ? await this.metadata(path + role) : undefined
    if (answer === undefined) return undefined
    const found = documentIn(answer)
    if (!found || !('AccessKeyId' in found && 'SecretAccessKey' in found && 'Token' in found))
      return undefined
    return made(
      String(found.AccessKeyId),
      String(found.SecretAccessKey),
      String(found.Token),
      'iam-role',
    )
  }

  #token: string | undefined

  /** From the instance's metadata; the CLI has little patience with it. */
  async metadata(path: string): Promise<string | undefined> {
    if (this.#call.env.get('AWS_EC2_METADATA_DISABLED')?.toLowerCase() === 'true') return undefined
    this.#token ??= await this.#ask('PUT', 'api/token', [
      ['x-aws-ec2-metadata-token-ttl-seconds', '21600'],
    ])
    if (this.#token === undefined) return undefined
    return this.#ask('GET', `meta-data/${path}`, [['x-aws-ec2-metadata-token', this.#token]])
  }

  async #ask(
    method: string,
    path: string,
    headers: readonly (readonly [string, string])[],
  ): Promise<string | undefined> {
    const url = new URL(`http://169.254.169.254/latest/${path}`)
    const reply = await httpRequest(this.#call, {
      method,
      url,
      headers: [['Host', url.host], ...headers],
      connectSeconds: 1,
      totalSeconds: 1,
    })
    if ('failure' in reply) return undefined
    const body = await text(reply.message)
    return reply.status === 200 ? body : undefined
  }
}

function documentIn(text: string): object | undefined {
  try {
    const document: unknown = JSON.parse(text)
    return typeof document === 'object' && document !== null ? document : undefined
  } catch {
    return undefined
  }
}

function made(
  accessKeyId: string,
  secretAccessKey: string,
  sessionToken: string | undefined,
  method: string,
): Credentials {
  return { accessKeyId, secretAccessKey, method, ...(sessionToken ? { sessionToken } : {}) }
}
