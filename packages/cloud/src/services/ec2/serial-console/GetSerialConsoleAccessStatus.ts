import type {
  GetSerialConsoleAccessStatusRequest,
  GetSerialConsoleAccessStatusResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { serialConsoleEnabled } from './settings.ts'

export const GetSerialConsoleAccessStatus = operation<
  GetSerialConsoleAccessStatusRequest,
  GetSerialConsoleAccessStatusResult
>('GetSerialConsoleAccessStatus', (ctx) => ({
  SerialConsoleAccessEnabled: serialConsoleEnabled(ctx),
  ManagedBy: 'account',
}))
