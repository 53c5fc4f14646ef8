/** Requests as text: AWS CLI, SDK v3, Terraform. No React here. */
export { toCli } from './cli.ts'
export type { CodeRequest, TextContext } from './request.ts'
export { toSdk } from './sdk.ts'
export { toTerraform } from './terraform.ts'
