import type {
  GetConnectionStatusCommandInput,
  GetConnectionStatusCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { findAgent } from './connection.ts'

type Output = Omit<GetConnectionStatusCommandOutput, '$metadata'>

/** Whether an instance's agent can be reached. */
export const GetConnectionStatus = operation<GetConnectionStatusCommandInput, Output>(
  'GetConnectionStatus',
  (ctx, { Target = '' }) => ({
    Target,
    Status: findAgent(ctx, Target) === undefined ? 'notconnected' : 'connected',
  }),
)
