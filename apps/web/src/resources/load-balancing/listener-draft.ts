import type { Input } from '@brume/console-api'
import type { PlainKey } from '../../i18n/index.ts'
import {
  findActionProblem,
  newAction,
  toActionDraft,
  toActions,
  type ActionDraft,
} from './action-draft.ts'
import { isPort, type Listener } from './model.ts'
import { toTargetProtocol, type TargetProtocol } from './target-group-draft.ts'

export interface ListenerDraft {
  readonly protocol: TargetProtocol
  readonly port: string
  readonly certificate: string
  /** Of secure protocols. */
  readonly policy: string
  readonly action: ActionDraft
}

/** What AWS's console proposes. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
export const recommendedPolicy = 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09'

export function listenerProtocols(balancerType: string | undefined): readonly TargetProtocol[] {
  return balancerType === 'network' ? ['TCP', 'TLS'] : ['HTTP', 'HTTPS']
}

export function newListener(balancerType: string | undefined): ListenerDraft {
  const [protocol = 'HTTP'] = listenerProtocols(balancerType)
  return { protocol, port: '80', certificate: '', policy: recommendedPolicy, action: newAction }
}

export function toListenerDraft(listener: Listener): ListenerDraft {
  return {
    protocol: toTargetProtocol(listener.Protocol),
    port: String(listener.Port ?? ''),
    certificate: listener.Certificates?.[0]?.CertificateArn ?? '',
    policy: listener.SslPolicy ?? recommendedPolicy,
    action: toActionDraft(listener.DefaultActions),
  }
}

export const isSecure = (protocol: string) => protocol === 'HTTPS' || protocol === 'TLS'

/** `taken`: the ports of the balancer's other listeners. */
export function findListenerProblems(draft: ListenerDraft, taken: readonly number[]) {
  const problems: Partial<Record<'port' | 'certificate' | 'action', PlainKey>> = {}
  if (!isPort(draft.port)) problems.port = 'targetGroups.portProblem'
  else if (taken.includes(Number(draft.port))) problems.port = 'balancing.portTaken'
  if (isSecure(draft.protocol) && draft.certificate === '') {
    problems.certificate = 'balancing.noCertificate'
  }
  const action = findActionProblem(draft.action)
  if (action !== undefined) problems.action = action
  return problems
}

/** As the API's members name it. */
export function listenerInput(
  draft: ListenerDraft,
): Pick<
  Input<'elastic-load-balancing-v2', 'CreateListener'>,
  'Protocol' | 'Port' | 'DefaultActions' | 'Certificates' | 'SslPolicy'
> {
  return {
    Protocol: draft.protocol,
    Port: Number(draft.port),
    ...(isSecure(draft.protocol) && {
      SslPolicy: draft.policy,
      Certificates: [{ CertificateArn: draft.certificate }],
    }),
    DefaultActions: toActions(draft.action),
  }
}
