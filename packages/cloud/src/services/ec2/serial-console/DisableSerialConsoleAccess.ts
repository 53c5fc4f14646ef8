import type {
  DisableSerialConsoleAccessRequest,
  DisableSerialConsoleAccessResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { setSerialConsole } from './settings.ts'

/** Closes the serial consoles of the account. */
export const DisableSerialConsoleAccess = operation<
  DisableSerialConsoleAccessRequest,
  DisableSerialConsoleAccessResult
>('DisableSerialConsoleAccess', (ctx) => ({
  SerialConsoleAccessEnabled: setSerialConsole(ctx, false),
}))
