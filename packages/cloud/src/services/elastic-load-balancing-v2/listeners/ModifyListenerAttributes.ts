import type {
  ModifyListenerAttributesInput,
  ModifyListenerAttributesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { changeAttributes, describeAttributes } from '../attributes/attribute.ts'
import { listenerAttributeRules } from '../attributes/listener-attributes.ts'
import { findListener } from './find-listener.ts'
import { listeners } from './listener.ts'

/** Sets attributes of a listener; the others stay. */
export const ModifyListenerAttributes = operation<
  ModifyListenerAttributesInput,
  ModifyListenerAttributesOutput
>('ModifyListenerAttributes', (ctx, { ListenerArn, Attributes = [] }) => {
  const listener = findListener(ctx, ListenerArn)
  const rules = listenerAttributeRules(listener)
  const { set: attributes } = changeAttributes(
    rules,
    listener.attributes,
    Attributes,
    `listeners with the ${listener.protocol} protocol`,
  )
  ctx.db.put(listeners, { ...listener, attributes })
  return { Attributes: describeAttributes(rules, attributes) }
})
