import type { Access } from './sign-in.ts'

/**
 * Answer of `GET /api/bootstrap`: all that the web app needs before its first page. Needs a session (`session.ts`).
 * With `?connection=<id>` (the id in the page's URL) a connection to another account of the embedded cloud is listed too.
 */
export interface Bootstrap {
  readonly version: string
  readonly connections: readonly Connection[]
  /** Id of the connection to open when the URL names none. */
  readonly defaultConnection: string
  /** Where guests' pages open, e.g. `http://127.0.0.1:8090`; absent while no gateway is served. */
  readonly gatewayUrl?: string
  /** The embedded cloud's AWS endpoint, for CLI texts, e.g. `http://127.0.0.1:4566`. */
  readonly awsEndpointUrl?: string
}

export interface Connection {
  /** In URLs: `embedded`, `embedded-<12 digits>` (another account of it), or `aws-<profile>`. Matches /^[a-z0-9][a-z0-9._-]*$/i. */
  readonly id: string
  readonly kind: 'embedded' | 'aws'
  /** What a person reads: the profile's name. */
  readonly name: string
  /** As its configuration says; absent when that names none. */
  readonly defaultRegion?: string
  /** Every operation that is not Describe/Get/List is refused. */
  readonly readOnly: boolean
  /** Where it comes from, for display: `profile "work"`, `environment`, `role arn:…`. */
  readonly source: string
  /** This session may not use it until the one-time code was given (`POST /api/session`). */
  readonly locked: boolean
  /** As whom the session acts, and whether policies are enforced; of the embedded cloud. */
  readonly access?: Access | undefined
}
