import type {
  EnableSerialConsoleAccessRequest,
  EnableSerialConsoleAccessResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { setSerialConsole } from './settings.ts'

/** Opens the serial consoles of the account. */
export const EnableSerialConsoleAccess = operation<
  EnableSerialConsoleAccessRequest,
  EnableSerialConsoleAccessResult
>('EnableSerialConsoleAccess', (ctx) => ({
  SerialConsoleAccessEnabled: setSerialConsole(ctx, true),
}))
