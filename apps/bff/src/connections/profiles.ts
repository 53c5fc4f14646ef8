import { loadSharedConfigFiles } from '@smithy/core/config'
import type { ClientName } from '../sdk/clients.ts'

/** Where AWS keeps its settings; the SDK's defaults where absent. */
export interface SharedFiles {
  readonly configFile?: string
  readonly credentialsFile?: string
}

export interface Profile {
  readonly name: string
  readonly region: string | undefined
  /** How it comes by credentials, for display. */
  readonly kind: string
  /** Custom endpoint of a service, or of all. */
  endpointOf(service: ClientName): string | undefined
}

type Section = Readonly<Record<string, string | undefined>>

/** The profiles that name a source of credentials, in the order of the files. */
export async function readProfiles(files: SharedFiles): Promise<readonly Profile[]> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({
    configFilepath: files.configFile,
    filepath: files.credentialsFile,
    ignoreCache: true,
  })
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])
  return [...names].flatMap((name) => {
    // `[services local]` and `[sso-session work]` come as `services.local` and `sso-session.work`
    if (/^(services|sso-session)\./.test(name)) return []
    const section: Section = { ...configFile[name], ...credentialsFile[name] }
    const kind = kindOf(section)
    if (kind === undefined) return []
    const services = section['services'] && configFile[`services.${section['services']}`]
    return [
      { name, region: section['region'], kind, endpointOf: endpoints(section, services || {}) },
    ]
  })
}

function kindOf(section: Section): string | undefined {
  const role = section['role_arn']
  if (role !== undefined && section['web_identity_token_file']) return `web identity, ${role}`
  if (role !== undefined) return `role ${role}`
  if (section['sso_session'] ?? section['sso_start_url']) return 'single sign-on'
  if (section['login_session']) return 'console sign-in'
  if (section['credential_process']) return 'credential process'
  if (section['aws_access_key_id']) return 'access key'
  return undefined
}

function endpoints(section: Section, services: Section): Profile['endpointOf'] {
  if (section['ignore_configured_endpoint_urls'] === 'true') return () => undefined
  return (service) =>
    services[`${service.replaceAll('-', '_')}.endpoint_url`] ?? section['endpoint_url']
}
