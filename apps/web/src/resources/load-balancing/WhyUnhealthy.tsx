import type { ReachabilityQuestion } from '@brume/console-api'
import Alert from '@cloudscape-design/components/alert'
import Header from '@cloudscape-design/components/header'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useFeed } from '../../api/index.ts'
import { KeyValue } from '../../components/index.ts'
import { useT, type PlainKey } from '../../i18n/index.ts'
import { Reachability } from '../reachability/Reachability.tsx'
import { nodesOf } from './nodes.ts'
import type { Target, TargetGroup } from './model.ts'
import { reasonText, TargetHealthState } from './target-health.tsx'

/** What helps where packets get through and the answer is not the wanted one. */
const advice: Readonly<Record<string, PlainKey>> = {
  'Target.ResponseCodeMismatch': 'targetAdvice.codes',
  'Target.Timeout': 'targetAdvice.timeout',
  'Target.FailedHealthChecks': 'targetAdvice.failed',
}

/** Why a target is not healthy: what the checks say, and whether packets of the balancer's nodes get to it at all. */
export function WhyUnhealthy(props: {
  readonly group: TargetGroup
  readonly target: Target
  readonly onClose: () => void
}) {
  const { group, target, onClose } = props
  const t = useT()
  const question = useProbeQuestion(group, target)
  const reason = target.TargetHealth?.Reason ?? ''
  const help = advice[reason]
  return (
    <Modal
      visible
      size="max"
      header={t('targetHealth.whyTitle', { name: target.Target?.Id ?? '' })}
      closeAriaLabel={t('common.close')}
      onDismiss={onClose}
    >
      <SpaceBetween size="l">
        <KeyValue
          columns={3}
          items={[
            [
              t('targetHealth.title'),
              <TargetHealthState key="state" state={target.TargetHealth?.State} />,
            ],
            [t('targetHealth.reason'), reasonText(target, t)],
            [t('targetHealth.awsSays'), target.TargetHealth?.Description],
          ]}
        />
        {question === undefined ? (
          <Alert type="info">{t('targetHealth.noNode')}</Alert>
        ) : (
          <div>
            <Header variant="h3">{t('targetHealth.way')}</Header>
            <Reachability question={question} />
          </div>
        )}
        {help === undefined ? null : <Alert type="info">{t(help)}</Alert>}
      </SpaceBetween>
    </Modal>
  )
}

/** From a node of the balancer, that of the target's zone where there is one, to the port that is checked. */
function useProbeQuestion(group: TargetGroup, target: Target): ReachabilityQuestion | undefined {
  const interfaces = useFeed('network-interfaces').list
  const instance = useFeed('instances').items.get(target.Target?.Id ?? '')
  const nodes = (group.LoadBalancerArns ?? []).flatMap((arn) => nodesOf(arn, interfaces))
  const zone = instance?.Placement?.AvailabilityZone ?? target.Target?.AvailabilityZone
  const node = nodes.find(({ AvailabilityZone }) => AvailabilityZone === zone) ?? nodes[0]
  const { Id = '', Port = 80 } = target.Target ?? {}
  if (node?.NetworkInterfaceId === undefined) return undefined
  const checked = Number(target.HealthCheckPort)
  return {
    from: { kind: 'network-interface', networkInterfaceId: node.NetworkInterfaceId },
    to: Id.startsWith('i-')
      ? { kind: 'instance', instanceId: Id }
      : { kind: 'address', address: Id },
    protocol: 'tcp',
    port: Number.isInteger(checked) && checked > 0 ? checked : Port,
  }
}
