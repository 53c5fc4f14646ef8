import { collection } from '../engine/collection.ts'
import type { Engine } from '../engine/engine.ts'

export const iamModes = ['off', 'explain', 'enforce'] as const

/**
 * Whether an account's calls are checked: not at all; judged and recorded without refusing any; or refused as AWS does,
 * signatures verified.
 */
export type IamMode = (typeof iamModes)[number]

interface IamModeRecord {
  readonly id: 'mode'
  readonly mode: IamMode
}

/** An account's own mode, where it differs from the cloud's. */
const modes = collection<IamModeRecord>({ name: 'iam/mode', scope: 'account' })

const region = 'us-east-1'

export function readMode(engine: Engine, account: string, otherwise: IamMode): IamMode {
  return engine.peek({ account, region }, modes, 'mode')?.mode ?? otherwise
}

export function writeMode(engine: Engine, account: string, mode: IamMode): void {
  engine.transact({ account, region }, (ctx) => ctx.db.put(modes, { id: 'mode', mode }))
}
