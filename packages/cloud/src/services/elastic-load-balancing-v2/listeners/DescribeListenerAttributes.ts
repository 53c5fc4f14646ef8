import type {
  DescribeListenerAttributesInput,
  DescribeListenerAttributesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { describeAttributes } from '../attributes/attribute.ts'
import { listenerAttributeRules } from '../attributes/listener-attributes.ts'
import { findListener } from './find-listener.ts'

/** Tells all attributes of a listener, those that were never set with AWS's defaults. */
export const DescribeListenerAttributes = operation<
  DescribeListenerAttributesInput,
  DescribeListenerAttributesOutput
>('DescribeListenerAttributes', (ctx, { ListenerArn }) => {
  const listener = findListener(ctx, ListenerArn)
  return { Attributes: describeAttributes(listenerAttributeRules(listener), listener.attributes) }
})
