import type {
  CreateListenerInput,
  CreateListenerOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../../../engine/context.ts'
import { preparedOperation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { makeArn, newSuffix, pathOf } from '../arns.ts'
import type { StandInRecord } from '../certificates/certificate.ts'
import { keepStandIns, prepareStandIns } from '../certificates/stand-in.ts'
import { checkRange, validationError } from '../errors.ts'
import { findLoadBalancer } from '../load-balancers/find-load-balancer.ts'
import type { LoadBalancerRecord } from '../load-balancers/load-balancer.ts'
import { readActions } from '../rules/read-actions.ts'
import { withTags } from '../tags/tags.ts'
import { toListener } from './describe-listener.ts'
import { listeners, type ListenerRecord } from './listener.ts'
import { readProtocol, readSecurity } from './read-listener.ts'
import { storeListener } from './store-listener.ts'

/**
 * Makes a listener: HTTP or HTTPS of an application load balancer, TCP or TLS of a network load balancer. A call that
 * repeats another is answered with what is there.
 * @limits 50 of a balancer.
 * @differs UDP, TCP_UDP and QUIC, and mutual authentication, are refused. A certificate of ACM is stood for by a self-signed one.
 */
export const CreateListener = preparedOperation<
  CreateListenerInput,
  CreateListenerOutput,
  readonly StandInRecord[]
>(
  'CreateListener',
  (input, context) => prepareStandIns(input.Certificates, input.LoadBalancerArn, context),
  (ctx, input, standIns) => {
    const balancer = findLoadBalancer(ctx, input.LoadBalancerArn)
    const certificates = input.Certificates && keepStandIns(ctx, standIns, input.Certificates)
    const protocol = readProtocol(input.Protocol, balancer.type)
    const port = readPort(input.Port)
    if (port === undefined) throw validationError('A port must be specified')
    const security = readSecurity(protocol, {
      certificates,
      sslPolicy: input.SslPolicy,
      alpnPolicy: input.AlpnPolicy,
      mutualAuthentication: input.MutualAuthentication,
    })
    const place = { balancer, listener: { protocol, port }, member: 'defaultActions' } as const
    const defaultActions = readActions(ctx, input.DefaultActions, place)
    const wanted = { protocol, port, ...security, defaultActions }
    const present = findSame(ctx, balancer, wanted)
    if (present) return { Listeners: [toListener(present)] }
    checkPortFree(ctx, balancer, port)
    const isApplication = balancer.type === 'application'
    checkQuota(
      ctx,
      isApplication ? 'listenersPerApplicationBalancer' : 'listenersPerNetworkBalancer',
      ctx.db.countBy(listeners, 'balancer', balancer.id),
      1,
      balancer.id,
    )
    const path = [pathOf(balancer.id), newSuffix(ctx)]
    const listener: ListenerRecord = {
      id: makeArn(ctx, 'listener', ...path),
      loadBalancerId: balancer.id,
      ...wanted,
      defaultRuleId: makeArn(ctx, 'listener-rule', ...path, newSuffix(ctx)),
      defaultRuleTags: [],
      attributes: {},
      tags: withTags([], input.Tags),
    }
    storeListener(ctx, listener)
    return { Listeners: [toListener(listener)] }
  },
)

type Wanted = Pick<
  ListenerRecord,
  'protocol' | 'port' | 'sslPolicy' | 'certificates' | 'alpnPolicy' | 'defaultActions'
>

/** A call that repeats another is answered with what is there. */
function findSame(
  { db }: Context,
  { id }: LoadBalancerRecord,
  wanted: Wanted,
): ListenerRecord | undefined {
  return db.by(listeners, 'balancer', id).find((present) => {
    const { protocol, port, sslPolicy, certificates, alpnPolicy, defaultActions } = present
    const is: Wanted = {
      protocol,
      port,
      certificates: certificates.slice(0, 1),
      defaultActions,
      ...(sslPolicy !== undefined && { sslPolicy }),
      ...(alpnPolicy !== undefined && { alpnPolicy }),
    }
    return isDeepStrictEqual(is, wanted)
  })
}

export function readPort(port: number | undefined): number | undefined {
  checkRange(port, 'port', [1, 65_535])
  return port
}

/** A port is one listener's; `except`: the one that has it already. */
export function checkPortFree(
  { db }: Context,
  { id }: LoadBalancerRecord,
  port: number,
  except?: string,
): void {
  const taken = db
    .by(listeners, 'balancer', id)
    .some((listener) => listener.port === port && listener.id !== except)
  if (!taken) return
  throw new AwsError(
    'DuplicateListener',
    `A listener already exists on this port for this load balancer '${id}'`,
  )
}
