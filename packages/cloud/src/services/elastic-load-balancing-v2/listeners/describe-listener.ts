import type { Listener } from '@aws-sdk/client-elastic-load-balancing-v2'
import { toDefaultActions } from '../rules/describe-rule.ts'
import type { ListenerRecord } from './listener.ts'

/** As DescribeListeners gives it: of its certificates the default one. */
export function toListener(listener: ListenerRecord): Listener {
  const { protocol, alpnPolicy } = listener
  const [certificate] = listener.certificates
  return {
    ListenerArn: listener.id,
    LoadBalancerArn: listener.loadBalancerId,
    Port: listener.port,
    Protocol: protocol,
    Certificates: certificate === undefined ? undefined : [{ CertificateArn: certificate }],
    SslPolicy: listener.sslPolicy,
    DefaultActions: toDefaultActions(listener),
    AlpnPolicy: alpnPolicy === undefined ? undefined : [alpnPolicy],
    MutualAuthentication: protocol === 'HTTPS' ? { Mode: 'off' } : undefined,
  }
}
