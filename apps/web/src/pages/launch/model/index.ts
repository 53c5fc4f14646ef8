import * as code from '../../../code/index.ts'
import type { LaunchForm } from './form.ts'
import { toRequests } from './plan.ts'

/** The launch form without its page: its request and its texts. No React here, so that plain Node can use it. */
export type { LaunchForm } from './form.ts'
export { toImageChoice } from './image-choice.ts'
export { planLaunch } from './plan.ts'
export { toRunInstancesInput } from './run-instances.ts'
export { toTerraform } from './terraform.ts'

/** The launch as AWS CLI commands: the steps before it, then `run-instances`. */
export const toCli = (form: LaunchForm, context: code.TextContext) =>
  code.toCli(toRequests(form), context)

/** The launch as a TypeScript program. */
export const toSdk = (form: LaunchForm, context: code.TextContext) =>
  code.toSdk(toRequests(form), context)
