import type * as credentialProviders from '@aws-sdk/credential-providers'
import { memoize } from '@smithy/core/config'
import { connectionIdPattern } from '@brume/console-api'
import { ConfigError } from '../config-error.ts'
import { ClientPool, type ClientName, type ClientSettings } from '../sdk/clients.ts'
import type { OpenConnection } from './connection.ts'
import { readProfiles, type Profile, type SharedFiles } from './profiles.ts'
import { readOnlyRule } from './read-only.ts'
import type { ConnectionSettings, Settings } from './settings.ts'

type Credentials = Exclude<ClientSettings['credentials'], { accessKeyId: string }>
type Identity = Awaited<ReturnType<Credentials>>

/** What the environment says of AWS; read by `main.ts`. */
export interface AwsEnvironment {
  readonly files: SharedFiles
  readonly region?: string
  readonly endpointUrl?: string
  /** AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set. */
  readonly hasKeys: boolean
  /** AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN are set. */
  readonly hasWebIdentity: boolean
  /** AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI is set. */
  readonly hasContainer: boolean
  readonly readOnly?: string
}

/** A way to AWS before it is opened. */
interface Source {
  readonly name: string
  readonly source: string
  readonly region: string | undefined
  readonly readOnly: boolean
  readonly credentials: Credentials
  endpointOf(service: ClientName): string | undefined
}

/** Every AWS connection that the shared files, the environment and `BRUME_CONFIG` offer. Asks nobody for credentials yet. */
export async function awsConnections(
  environment: AwsEnvironment,
  settings: Settings,
): Promise<readonly OpenConnection[]> {
  const profiles = await readProfiles(environment.files)
  const byName = new Map(profiles.map((profile) => [profile.name, profile]))
  const plain = (name: string) =>
    settings.connections.find((extra) => extra.profile === name && !extra.roleArn && !extra.name)
  const sources = [
    ...profiles.map((profile) => ofProfile(profile, environment, plain(profile.name))),
    ...ofEnvironment(environment),
    ...settings.connections
      .filter((extra) => extra.roleArn ?? extra.name ?? !byName.has(extra.profile ?? ''))
      .map((extra) => ofSettings(extra, byName, environment)),
  ]
  const taken = new Set<string>()
  return sources.map((source) => open(source, environment, uniqueId(source.name, taken)))
}

function open(source: Source, environment: AwsEnvironment, id: string): OpenConnection {
  const { name, region = environment.region, credentials } = source
  const isReadOnly = readOnlyRule(environment.readOnly)
  return {
    info: {
      id,
      kind: 'aws',
      name,
      ...(region !== undefined && { defaultRegion: region }),
      readOnly: source.readOnly || isReadOnly({ id, name, kind: 'aws' }),
      source: source.source,
    },
    clients: new ClientPool((service, clientRegion) => ({
      region: clientRegion,
      credentials,
      endpoint: source.endpointOf(service),
      maxAttempts: 3,
    })),
  }
}

function ofProfile(
  profile: Profile,
  environment: AwsEnvironment,
  extra: ConnectionSettings | undefined,
): Source {
  return {
    name: profile.name,
    source: `profile "${profile.name}" (${profile.kind})`,
    region: extra?.region ?? profile.region,
    readOnly: extra?.readOnly ?? false,
    endpointOf: (service) => extra?.endpointUrl ?? profile.endpointOf(service),
    credentials: profileCredentials(profile, environment),
  }
}

function ofEnvironment(environment: AwsEnvironment): readonly Source[] {
  const { region, endpointUrl, hasKeys, hasWebIdentity, hasContainer } = environment
  const rest = { region, readOnly: false, endpointOf: () => endpointUrl }
  return [
    hasKeys && {
      ...rest,
      name: 'environment',
      source: 'environment (access key)',
      credentials: lazy(async (providers) => providers.fromEnv()),
    },
    hasWebIdentity && {
      ...rest,
      name: 'web-identity',
      source: 'environment (web identity)',
      credentials: lazy(async (providers) => providers.fromTokenFile()),
    },
    hasContainer && {
      ...rest,
      name: 'container',
      source: 'environment (container)',
      credentials: lazy(async (providers) => providers.fromContainerMetadata()),
    },
  ].filter((source) => source !== false)
}

function ofSettings(
  extra: ConnectionSettings,
  profiles: ReadonlyMap<string, Profile>,
  environment: AwsEnvironment,
): Source {
  const profile = extra.profile === undefined ? undefined : profiles.get(extra.profile)
  if (extra.profile !== undefined && !profile) {
    throw new ConfigError(
      `BRUME_CONFIG names the profile "${extra.profile}", which has no credentials.`,
    )
  }
  const region = extra.region ?? profile?.region ?? environment.region
  const endpointOf = (service: ClientName) =>
    extra.endpointUrl ?? profile?.endpointOf(service) ?? environment.endpointUrl
  const own = profile
    ? profileCredentials(profile, environment)
    : lazy(async (providers) => providers.fromNodeProviderChain())
  const { roleArn, externalId } = extra
  const assumed = lazy(async (providers) =>
    providers.fromTemporaryCredentials({
      masterCredentials: own,
      params: { RoleArn: roleArn, RoleSessionName: 'brume', ExternalId: externalId },
      clientConfig: { region: region ?? 'us-east-1', endpoint: endpointOf('sts') },
    }),
  )
  const from = profile ? `profile "${profile.name}"` : 'environment'
  return {
    name: extra.name ?? extra.profile ?? roleArn?.split('/').at(-1) ?? 'aws',
    source: roleArn ? `role ${roleArn} by ${from}` : from,
    region,
    readOnly: extra.readOnly ?? false,
    endpointOf,
    credentials: roleArn ? assumed : own,
  }
}

function profileCredentials(profile: Profile, environment: AwsEnvironment): Credentials {
  return lazy(async (providers) =>
    providers.fromIni({
      profile: profile.name,
      configFilepath: environment.files.configFile,
      filepath: environment.files.credentialsFile,
      ignoreCache: true,
      // a role is assumed where the profile's other calls go
      clientConfig: { region: profile.region, endpoint: profile.endpointOf('sts') },
    }),
  )
}

type Providers = typeof credentialProviders

/** The providers are loaded when credentials are first needed, and one answer serves all clients until it expires. */
function lazy(make: (providers: Providers) => Promise<() => Promise<Identity>>): Credentials {
  const provide = async () => (await make(await import('@aws-sdk/credential-providers')))()
  const soonMs = 5 * 60_000
  return memoize(
    provide,
    ({ expiration }) => expiration !== undefined && expiration.getTime() - Date.now() < soonMs,
    ({ expiration }) => expiration !== undefined,
  )
}

/** `aws-<name>`, fit for a URL and not taken. */
function uniqueId(name: string, taken: Set<string>): string {
  const plain = `aws-${name.replaceAll(/[^a-z0-9._-]+/gi, '-')}`
  let id = connectionIdPattern.test(plain) ? plain : 'aws'
  for (let count = 2; taken.has(id); count += 1) id = `${plain}-${count}`
  taken.add(id)
  return id
}
