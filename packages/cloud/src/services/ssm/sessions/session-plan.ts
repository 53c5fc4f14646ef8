import type { PortProperties } from '@brume/session-channel'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { bindParameters, substitute } from '../documents/bind-parameters.ts'
import { asFields, textOf } from '../documents/content.ts'
import { latestVersion } from '../documents/document.ts'
import { contentOf, findDocument } from '../documents/find-document.ts'
import { defaultPreferences, readPreferences, regionPreferences } from './preferences.ts'
import type { SessionPreferences } from './preferences.ts'

/** What a session is to do, by its document, its parameters and the preferences of the Region. */
export interface SessionPlan {
  readonly documentName: string
  readonly idleTimeoutMs: number
  readonly maxDurationMs: number | undefined
  /** Shown before anything else: what the document asks for and this cloud does not do. */
  readonly notices: readonly string[]
  readonly task: SessionTask
}

export type SessionTask = ShellTask | CommandTask | PortTask

export interface ShellTask {
  readonly kind: 'shell'
  readonly runAs: RunAs
  /** Typed into the shell before the user. */
  readonly profile: string
}

export interface CommandTask {
  readonly kind: 'interactive' | 'non-interactive'
  readonly runAs: RunAs
  readonly commands: string
  readonly separatesOutput: boolean
  readonly outputPrefix: string
  readonly errorPrefix: string
  /** As the client is told of them. */
  readonly properties: Readonly<Record<string, unknown>>
}

export interface PortTask {
  readonly kind: 'port'
  readonly port: number
  /** Another host that is reached through the instance. */
  readonly host: string | undefined
  readonly properties: PortProperties
}

/** `user` must exist, unless it is the agent's own `ssm-user`. */
export type RunAs = { readonly user: string } | { readonly failure: string }

export const shellDocument = 'SSM-SessionManagerRunShell'
const maxPort = 65_535

/** Throws AWS's errors for documents and parameters that start no session. */
export function planSession(
  ctx: Context,
  name: string | undefined,
  given: Readonly<Record<string, readonly string[]>> | undefined,
): SessionPlan {
  const region = regionPreferences(ctx)
  if (name === undefined || (name === shellDocument && region === undefined)) {
    // Without preferences of its own every account has AWS's.
    const unknown = Object.keys(given ?? {})[0]
    if (unknown !== undefined) {
      throw invalid(`Parameter "${unknown}" is not defined in document ${shellDocument}.`)
    }
    return shellPlan(shellDocument, region ?? defaultPreferences)
  }
  const document = findDocument(ctx, name)
  if (document.type !== 'Session') {
    throw new AwsError(
      'InvalidDocument',
      `Document ${document.id} is of type ${document.type}; a session needs one of type Session.`,
    )
  }
  // Sessions take the newest version, whichever is the default one.
  const content = contentOf(document, latestVersion(document))
  const values = bindParameters(content, document.id, given)
  if (content.sessionType === 'Standard_Stream') {
    return shellPlan(document.id, readPreferences(asFields(substitute(content.inputs, values))))
  }
  const preferences = region ?? defaultPreferences
  const properties = asFields(substitute(content.properties, values)) ?? {}
  const task =
    content.sessionType === 'Port'
      ? portTask(properties)
      : commandTask(
          content.sessionType === 'InteractiveCommands' ? 'interactive' : 'non-interactive',
          properties,
          preferences,
        )
  return { ...limitsOf(preferences), documentName: document.id, notices: [], task }
}

function shellPlan(documentName: string, preferences: SessionPreferences): SessionPlan {
  return {
    ...limitsOf(preferences),
    documentName,
    notices: preferences.notices,
    task: { kind: 'shell', runAs: preferences.runAs, profile: preferences.linuxProfile },
  }
}

function limitsOf({ idleTimeoutMs, maxDurationMs }: SessionPreferences) {
  return { idleTimeoutMs, maxDurationMs }
}

function commandTask(
  kind: CommandTask['kind'],
  properties: Readonly<Record<string, unknown>>,
  preferences: SessionPreferences,
): CommandTask {
  const linux = asFields(properties['linux']) ?? {}
  return {
    kind,
    runAs: isTrue(linux['runAsElevated']) ? { user: 'root' } : preferences.runAs,
    commands: textOf(linux['commands']) ?? '',
    separatesOutput: kind === 'non-interactive' && isTrue(linux['separateOutputStream']),
    outputPrefix: textOf(linux['stdoutSeparatorPrefix']) ?? '',
    errorPrefix: textOf(linux['stderrSeparatorPrefix']) ?? '',
    properties,
  }
}

function portTask(properties: Readonly<Record<string, unknown>>): PortTask {
  const portNumber = String(properties['portNumber'] ?? '')
  const port = Number(portNumber)
  if (!/^\d+$/.test(portNumber) || port < 1 || port > maxPort) {
    throw invalid(`Port number "${portNumber}" is not valid.`)
  }
  const host = textOf(properties['host'])
  return {
    kind: 'port',
    port,
    host: host === undefined || host === '' || host === 'localhost' ? undefined : host,
    properties: {
      portNumber,
      localPortNumber: textOf(properties['localPortNumber']) ?? '',
      host: host ?? '',
      ...(properties['type'] === 'LocalPortForwarding' ? { type: 'LocalPortForwarding' } : {}),
    },
  }
}

function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true')
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameters', message)
}
