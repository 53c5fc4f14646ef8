import type { Engine } from '../engine/engine.ts'
import { rootSecretOf } from './install-key.ts'
import { readMode, writeMode, type IamMode } from './mode.ts'

export interface AuthorizationOptions {
  readonly engine: Engine
  /** Of accounts that have set none of their own. */
  readonly mode: IamMode
  readonly installKey: Buffer
}

/** Who may do what, in one account or another. */
export interface Authorization {
  mode(account: string): IamMode
  /** Durable until the account is reset. */
  setMode(account: string, mode: IamMode): void
  /** The secret key of the account's root user, whose access key is the account's number. */
  rootSecret(account: string): string
}

export function createAuthorization(options: AuthorizationOptions): Authorization {
  const { engine, installKey } = options
  return {
    mode: (account) => readMode(engine, account, options.mode),
    setMode: (account, mode) => writeMode(engine, account, mode),
    rootSecret: (account) => rootSecretOf(installKey, account),
  }
}
