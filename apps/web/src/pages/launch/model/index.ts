/** The launch form without its page: its request and its texts. No React here, so that plain Node can use it. */
export { toCli } from './cli.ts'
export type { LaunchForm } from './form.ts'
export { toImageChoice } from './image-choice.ts'
export { planLaunch } from './plan.ts'
export { toRunInstancesInput } from './run-instances.ts'
export { toSdk } from './sdk.ts'
export { toTerraform } from './terraform.ts'
export type { TextContext } from './text-context.ts'
