import type {
  ModifyListenerInput,
  ModifyListenerOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { preparedOperation } from '../../../engine/operation.ts'
import type { StandInRecord } from '../certificates/certificate.ts'
import { keepStandIns, prepareStandIns } from '../certificates/stand-in.ts'
import { findLoadBalancer } from '../load-balancers/find-load-balancer.ts'
import { readActions } from '../rules/read-actions.ts'
import { toDefaultActions } from '../rules/describe-rule.ts'
import { checkPortFree, readPort } from './CreateListener.ts'
import { toListener } from './describe-listener.ts'
import { findListener } from './find-listener.ts'
import { listeners, type ListenerRecord } from './listener.ts'
import { readProtocol, readSecurity } from './read-listener.ts'
import { storeListener } from './store-listener.ts'

/**
 * Changes a listener; what is not named stays. What is no longer secure has neither policy nor certificates.
 * @differs As with CreateListener.
 */
export const ModifyListener = preparedOperation<
  ModifyListenerInput,
  ModifyListenerOutput,
  readonly StandInRecord[]
>(
  'ModifyListener',
  (input, context) => {
    const balancer = context.read(
      ({ db }) => db.get(listeners, input.ListenerArn ?? '')?.loadBalancerId,
    )
    return prepareStandIns(input.Certificates, balancer, context)
  },
  (ctx, input, standIns) => {
    const before = findListener(ctx, input.ListenerArn)
    const balancer = findLoadBalancer(ctx, before.loadBalancerId)
    const certificates = input.Certificates && keepStandIns(ctx, standIns, input.Certificates)
    const protocol = readProtocol(input.Protocol ?? before.protocol, balancer.type)
    const port = readPort(input.Port) ?? before.port
    const security = readSecurity(
      protocol,
      {
        certificates,
        sslPolicy: input.SslPolicy,
        alpnPolicy: input.AlpnPolicy,
        mutualAuthentication: input.MutualAuthentication,
      },
      before,
    )
    const asked = input.DefaultActions ?? []
    const defaultActions = readActions(
      ctx,
      // What stays is looked at too: it must go with the new protocol and port.
      asked.length > 0 ? asked : toDefaultActions(before),
      { balancer, listener: { protocol, port }, member: 'defaultActions' },
    )
    checkPortFree(ctx, balancer, port, before.id)
    const { sslPolicy: _policy, alpnPolicy: _alpn, ...rest } = before
    const changed: ListenerRecord = { ...rest, protocol, port, ...security, defaultActions }
    storeListener(ctx, changed)
    return { Listeners: [toListener(changed)] }
  },
)
