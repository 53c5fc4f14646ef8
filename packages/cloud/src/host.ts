import type { GuestDriver } from '@brume/guests'

/** What operations reach of the running cloud, besides records. The same for all accounts. */
export interface CloudHost {
  /** Owner of disk contents and running guests. Disk calls belong into `ctx.beforeCommit`. */
  readonly driver: GuestDriver
  /** `http://127.0.0.1:4566`: the AWS port as clients reach it. */
  endpoint(): string
  /** Launches from image ids that do not exist are taken as Amazon Linux (`BRUME_ACCEPT_ANY_AMI`). */
  readonly acceptAnyAmi: boolean
}
