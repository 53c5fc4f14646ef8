import type { AnyOperation } from '../../engine/operation.ts'
import { SendSSHPublicKey } from './SendSSHPublicKey.ts'
import { SendSerialConsoleSSHPublicKey } from './SendSerialConsoleSSHPublicKey.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [SendSSHPublicKey, SendSerialConsoleSSHPublicKey]
