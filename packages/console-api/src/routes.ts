import type { Action, ServiceName } from './operations.ts'
import type { CloudControl } from './cloud.ts'

/** Every path that the web asks the BFF for. */
export const routes = {
  bootstrap: '/api/bootstrap',
  session: '/api/session',
  live: '/live',
  /** POST. */
  signIn: '/api/sign-in',
  /** POST: ends what the session is signed in to, in all accounts. */
  signOut: '/api/sign-out',
  /** POST: sets another password for the user who is signed in. */
  password: (connection: string) => `/api/${connection}/password`,
  /** GET: what whoever is signed in can never do. */
  permissions: (connection: string) => `/api/${connection}/permissions`,
  /** POST acts as a role, DELETE goes back. */
  role: (connection: string) => `/api/${connection}/role`,
  operation: <S extends ServiceName>(
    connection: string,
    region: string,
    service: S,
    operation: Action<S>,
  ) => `/api/${connection}/${region}/${service}/${operation}`,
  cloud: (connection: string, control: CloudControl) => `/api/${connection}/cloud/${control}`,
  /** GET: On-Demand prices of the Region's instance types. */
  prices: (connection: string, region: string) => `/api/${connection}/${region}/prices`,
  /** POST: whether one end reaches another. */
  reachability: (connection: string, region: string) => `/api/${connection}/${region}/reachability`,
  /** GET: the newest records of a flow log of the embedded cloud. */
  accessLog: (connection: string, region: string, balancerArn: string) =>
    `/api/${connection}/${region}/load-balancers/access-log?arn=${encodeURIComponent(balancerArn)}`,
  flowLogRecords: (connection: string, region: string, flowLogId: string) =>
    `/api/${connection}/${region}/flow-logs/${flowLogId}/records`,
  /** GET: the lines that connect by SSH as this user. */
  sshLines: (connection: string, region: string, instanceId: string, user: string) =>
    `/api/${connection}/${region}/instances/${instanceId}/ssh?user=${encodeURIComponent(user)}`,
  /** POST opens one, GET lists this session's. */
  terminals: (connection: string, region: string) => `/api/${connection}/${region}/terminals`,
  /** DELETE ends it. */
  terminal: (id: string) => `/api/terminals/${id}`,
  /** GET: what was changed from this session. */
  activity: '/api/activity',
  /** POST: terminates instances of the embedded cloud after a moment. */
  terminations: (connection: string, region: string) => `/api/${connection}/${region}/terminations`,
  /** POST: does it now; DELETE: undoes it. */
  termination: (id: number) => `/api/terminations/${id}`,
  /** WebSocket. */
  terminalBytes: (id: string) => `/terminals/${id}`,
} as const

/** Ids of connections, in URLs. */
export const connectionIdPattern = /^[a-z0-9][a-z0-9._-]*$/i
/** Names of Regions, in URLs: `ap-northeast-2`, `us-gov-west-1`. */
export const regionPattern = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/
