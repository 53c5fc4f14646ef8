import type {
  GetConsoleScreenshotCommandInput,
  GetConsoleScreenshotResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { decide } from './decide.ts'
import { findInstance } from './find-instances.ts'
import { drawScreen } from './screenshot/draw-screen.ts'

/**
 * The console's text as a screen would show it: a guest here has no other picture.
 * @differs WakeUp has nothing to wake.
 */
export const GetConsoleScreenshot = operation<
  GetConsoleScreenshotCommandInput,
  GetConsoleScreenshotResult
>('GetConsoleScreenshot', (ctx, input) => {
  const instance = findInstance(ctx.db, input.InstanceId)
  decide('screenshot', instance)
  const { account, region } = ctx
  const bytes = ctx.host.consoleOutput({ account, region, instanceId: instance.id })
  const picture = drawScreen(Buffer.from(bytes ?? []).toString('utf8'))
  return { InstanceId: instance.id, ImageData: Buffer.from(picture).toString('base64') }
})
