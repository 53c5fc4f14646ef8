/**
 * Operations that the web may ask for: `POST /api/<connection>/<region>/<service>/<Operation>`, body = input as JSON
 * (dates as ISO strings, blobs as base64), answer = output as JSON. Types come from the SDK; no SDK code is shipped.
 */
import type * as autoScaling from '@aws-sdk/client-auto-scaling'
import type * as budgets from '@aws-sdk/client-budgets'
import type * as cloudwatch from '@aws-sdk/client-cloudwatch'
import type * as costExplorer from '@aws-sdk/client-cost-explorer'
import type * as ec2 from '@aws-sdk/client-ec2'
import type * as ec2InstanceConnect from '@aws-sdk/client-ec2-instance-connect'
import type * as elasticLoadBalancing from '@aws-sdk/client-elastic-load-balancing-v2'
import type * as iam from '@aws-sdk/client-iam'
import type * as pricing from '@aws-sdk/client-pricing'
import type * as savingsPlans from '@aws-sdk/client-savingsplans'
import type * as serviceQuotas from '@aws-sdk/client-service-quotas'
import type * as ssm from '@aws-sdk/client-ssm'
import type * as sts from '@aws-sdk/client-sts'
import type { allowedOperations } from './allowed-operations.ts'

export interface SdkModules {
  ec2: typeof ec2
  ssm: typeof ssm
  sts: typeof sts
  iam: typeof iam
  'ec2-instance-connect': typeof ec2InstanceConnect
  'service-quotas': typeof serviceQuotas
  'elastic-load-balancing-v2': typeof elasticLoadBalancing
  'auto-scaling': typeof autoScaling
  cloudwatch: typeof cloudwatch
  pricing: typeof pricing
  'cost-explorer': typeof costExplorer
  budgets: typeof budgets
  savingsplans: typeof savingsPlans
}
export type ServiceName = keyof SdkModules

/** Every operation that the SDK knows of a service: `RunInstances`. */
export type SdkOperation<S extends ServiceName> = keyof {
  [
    K in keyof SdkModules[S] as K extends `${infer N}Command` ? (N extends '$' ? never : N) : never
  ]: never
}

/** An operation on the allow-list. */
export type Action<S extends ServiceName> = (typeof allowedOperations)[S][number]

/** Input as JSON, typed by the SDK. */
export type Input<S extends ServiceName, N extends string> = Jsonify<
  CommandInput<CommandClass<S, N>>
>

/** Output as JSON, typed by the SDK, without `$metadata`. */
export type Output<S extends ServiceName, N extends string> = Jsonify<
  CommandOutput<CommandClass<S, N>>
>

/** What JSON makes of a value: dates and bytes become strings; the SDK's own `$metadata` is dropped. */
export type Jsonify<T> = T extends Date | Uint8Array
  ? string
  : T extends readonly (infer I)[]
    ? Jsonify<I>[]
    : T extends object
      ? { [K in keyof T as K extends '$metadata' ? never : K]: Jsonify<T[K]> }
      : T

type CommandClass<
  S extends ServiceName,
  N extends string,
> = `${N}Command` extends keyof SdkModules[S] ? SdkModules[S][`${N}Command`] : never

type CommandInput<C> = C extends { new (input: infer I): unknown; new (...args: never): unknown }
  ? I
  : never

type CommandOutput<C> = C extends new (...args: never) => {
  resolveMiddleware(...args: never): { (args: never): Promise<{ output: infer O }> }
}
  ? O
  : never

/** Whether an operation only looks: the sole kind that a read-only connection lets through. */
export function isReadOnly(operation: string): boolean {
  return /^(Describe|Get|List|Search|Simulate)[A-Z]/.test(operation)
}
