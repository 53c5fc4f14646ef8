import type {
  GetSerialConsoleAccessStatusRequest,
  GetSerialConsoleAccessStatusResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { serialConsoleEnabled } from './settings.ts'

/**
 * Whether serial consoles are open.
 * @differs Always managed by the account: there are no declarative policies.
 */
export const GetSerialConsoleAccessStatus = operation<
  GetSerialConsoleAccessStatusRequest,
  GetSerialConsoleAccessStatusResult
>('GetSerialConsoleAccessStatus', (ctx) => ({
  SerialConsoleAccessEnabled: serialConsoleEnabled(ctx),
  ManagedBy: 'account',
}))
