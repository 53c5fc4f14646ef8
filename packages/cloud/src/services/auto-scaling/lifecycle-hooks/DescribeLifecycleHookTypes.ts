import type { DescribeLifecycleHookTypesAnswer } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { transitions } from './hook.ts'

/** The transitions in which an instance can wait. */
export const DescribeLifecycleHookTypes = operation<object, DescribeLifecycleHookTypesAnswer>(
  'DescribeLifecycleHookTypes',
  () => ({ LifecycleHookTypes: [...transitions] }),
)
